package io.cuantovale.cleaning.rest;

import io.cuantovale.cleaning.cleaning.ledger.Counts;
import io.cuantovale.cleaning.cleaning.ledger.Ledger;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What has come in and out. */
@Path("/v1/counts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "counts")
public class CountsResource {
    private final Ledger ledger;

    CountsResource(Ledger ledger) {
        this.ledger = ledger;
    }

    @GET
    @Operation(
            summary = "Listings scraped, cleaned, rejected by reason and dead-lettered",
            description = "Since the service's state began, surviving restarts; a second or so behind the topics.")
    public Counts counts() {
        return ledger.counts();
    }
}
