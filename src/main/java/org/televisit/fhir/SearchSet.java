package org.televisit.fhir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Resource;

/** Puts what was found into a Bundle, a page at a time. */
final class SearchSet {

  private SearchSet() {}

  /**
   * @param base address of the interface
   * @param all everything that was found, in its order
   */
  static Bundle of(String base, String type, Query query, List<? extends Resource> all) {
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
    bundle.setTotal(all.size());
    bundle.addLink().setRelation("self").setUrl(base + "/" + type + query.self());
    int from = Math.min(query.offset(), all.size());
    int to = Math.min(from + query.count(), all.size());
    if (to < all.size() && query.count() > 0) {
      bundle.addLink().setRelation("next").setUrl(base + "/" + type + query.at(to));
    }
    for (Resource resource : all.subList(from, to)) {
      bundle
          .addEntry()
          .setFullUrl(fullUrl(base, resource))
          .setResource(resource)
          .getSearch()
          .setMode(SearchEntryMode.MATCH);
    }
    return bundle;
  }

  /** What can be read has an address; an Appointment that is only proposed, a name of its own. */
  static String fullUrl(String base, Resource resource) {
    String id = resource.getIdElement().getIdPart();
    return resource instanceof Appointment && ProposalId.parse(id).isPresent()
        ? "urn:uuid:" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.US_ASCII))
        : base + "/" + resource.fhirType() + "/" + id;
  }
}
