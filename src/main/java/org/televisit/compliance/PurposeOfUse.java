package org.televisit.compliance;

/**
 * Why a visit is reviewed; codes of HL7's <a
 * href="https://terminology.hl7.org/ValueSet-v3-PurposeOfUse.html">PurposeOfUse</a> value set.
 */
public enum PurposeOfUse {
  /** Compliance: checking against rules and policies. */
  HCOMPL,
  /** Legal: evidence for a proceeding. */
  HLEGAL,
  /** The patient asked for it. */
  PATRQT,
  /** Operations: quality of service, a technical fault. */
  HOPERAT
}
