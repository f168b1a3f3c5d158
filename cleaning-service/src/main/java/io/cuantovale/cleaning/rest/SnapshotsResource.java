package io.cuantovale.cleaning.rest;

import io.cuantovale.cleaning.cleaning.snapshot.DatasetFiles;
import io.cuantovale.cleaning.cleaning.snapshot.Rebuild;
import io.cuantovale.cleaning.cleaning.snapshot.Snapshot;
import io.cuantovale.cleaning.cleaning.snapshot.SnapshotResult;
import io.cuantovale.cleaning.cleaning.snapshot.SnapshotTable;
import io.cuantovale.cleaning.cleaning.snapshot.SnapshotTrigger;
import io.cuantovale.cleaning.cleaning.snapshot.Snapshots;
import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.store.NoSuchObjectException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Frozen datasets. */
@Path("/v1/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "snapshots")
public class SnapshotsResource {
    private static final Logger LOG = Logger.getLogger(SnapshotsResource.class);

    private final SnapshotTrigger trigger;
    private final SnapshotTable table;
    private final DatasetFiles files;
    private final Rebuild rebuild;

    SnapshotsResource(SnapshotTrigger trigger, SnapshotTable table, DatasetFiles files, Rebuild rebuild) {
        this.trigger = trigger;
        this.table = table;
        this.files = files;
        this.rebuild = rebuild;
    }

    /**
     * A wish for a snapshot.
     *
     * @param task default {@code property-price}
     * @param reason why, in words, for the log
     */
    public record SnapshotRequest(
            @Nullable String task, @Nullable String reason) {}

    /**
     * The snapshot that answers a wish.
     *
     * @param unchanged the rows are those of this, the latest version: no new one was made
     */
    public record SnapshotAnswer(Snapshot snapshot, boolean unchanged) {}

    @POST
    @Operation(
            summary = "Freeze the cleaned listings into a dataset version now",
            description = "201 with a new version; 200 with the latest one if nothing differs from it; 409 if there"
                    + " is no cleaned listing yet.")
    public Response take(@Nullable SnapshotRequest request) {
        if (request != null && request.task() != null) {
            check(request.task());
        }
        LOG.infof("Snapshot asked for: %s", request == null ? null : request.reason());
        return switch (trigger.take("request")) {
            case SnapshotResult.Taken(Snapshot taken) ->
                Response.created(URI.create("/v1/snapshots/" + taken.version()))
                        .entity(new SnapshotAnswer(taken, false))
                        .build();
            case SnapshotResult.Unchanged(Snapshot latest) ->
                Response.ok(new SnapshotAnswer(latest, true)).build();
            case SnapshotResult.Empty _ -> throw ProblemException.conflict("There is no cleaned listing yet.");
        };
    }

    @GET
    @Operation(summary = "All dataset versions, newest first")
    public List<Snapshot> all(@QueryParam("task") @DefaultValue(Snapshots.TASK) String task) {
        check(task);
        return table.all(task);
    }

    @GET
    @Path("/{version}")
    @Operation(summary = "The manifest of a dataset version")
    public DatasetManifest manifest(
            @PathParam("version") String version, @QueryParam("task") @DefaultValue(Snapshots.TASK) String task) {
        return known(task, version);
    }

    @POST
    @Path("/{version}/verification")
    @Operation(
            summary = "Make the version again from the archived listings and compare",
            description = "Takes as long as cleaning them did.")
    public Rebuild.Verification verify(
            @PathParam("version") String version, @QueryParam("task") @DefaultValue(Snapshots.TASK) String task) {
        return rebuild.verify(known(task, version));
    }

    private DatasetManifest known(String task, String version) {
        check(task);
        boolean known = table.all(task).stream().anyMatch(s -> s.version().equals(version));
        if (!known) {
            throw ProblemException.notFound("snapshot: " + version + " (expected: one of GET /v1/snapshots)");
        }
        try {
            return files.manifest(task, version);
        } catch (NoSuchObjectException e) {
            throw ProblemException.notFound("snapshot: " + version + " is no longer in the object store");
        }
    }

    private static void check(String task) {
        if (!task.equals(Snapshots.TASK)) {
            throw ProblemException.outsideLimits(List.of(new FieldProblem("task", task, Snapshots.TASK)));
        }
    }
}
