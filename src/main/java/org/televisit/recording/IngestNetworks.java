package org.televisit.recording;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * From where recordings are taken: the media network, and nowhere else. What counts is the address
 * of the connection itself; a header that claims another one is never looked at.
 */
@ApplicationScoped
class IngestNetworks {

  @Inject
  @ConfigProperty(name = "televisit.ingest.networks")
  List<String> configured;

  private List<CidrBlock> blocks = List.of();

  /** Makes a range that is none stop the deployment, not the first recording. */
  @PostConstruct
  void read() {
    blocks = configured.stream().map(String::strip).map(CidrBlock::parse).toList();
  }

  boolean contain(String peer) {
    return blocks.stream().anyMatch(block -> block.contains(peer));
  }
}
