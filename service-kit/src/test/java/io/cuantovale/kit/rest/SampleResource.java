package io.cuantovale.kit.rest;

import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls that fail in every way that a service's calls can. */
@Path("/sample")
public class SampleResource {
    /** What the calls take and give. */
    public record Sample(
            @NotNull String firstName,
            @Max(5) int roomCount,
            @Nullable Instant at) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Sample echo(@Valid Sample sample) {
        return sample;
    }

    @GET
    @Path("/correlation")
    public Uni<String> correlation() {
        return Uni.createFrom().item(() -> String.valueOf(Correlation.current()));
    }

    @GET
    @Path("/blocking-correlation")
    public String blockingCorrelation() {
        return String.valueOf(Correlation.current());
    }

    @GET
    @Path("/limits")
    public String limits() {
        throw ProblemException.outsideLimits(List.of(new FieldProblem("area_m2", 1, "25 to 500 m2")));
    }

    @GET
    @Path("/later")
    public String later() {
        throw new ProblemException(Problems.unavailable("no-model", "none yet"), Duration.ofMillis(10), null);
    }

    @GET
    @Path("/missing")
    public String missing() {
        throw new NotFoundException("run: r7 (expected: an id of GET /v1/runs)");
    }

    @GET
    @Path("/broken")
    public String broken() {
        throw new IllegalStateException("a secret of the inside");
    }

    @GET
    @Path("/number")
    public int number(@QueryParam("n") int n) {
        return n;
    }
}
