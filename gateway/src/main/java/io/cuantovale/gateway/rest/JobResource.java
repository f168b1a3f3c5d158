package io.cuantovale.gateway.rest;

import io.cuantovale.gateway.predictions.job.Job;
import io.cuantovale.gateway.predictions.job.JobFiles;
import io.cuantovale.gateway.predictions.job.JobStore;
import io.cuantovale.gateway.predictions.job.Jobs;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.Problem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Offline batches from a table and photos. */
@Path("/v1/jobs")
@Tag(name = "jobs")
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class JobResource {
    private static final int LATEST = 100;
    private static final String LISTINGS = "listings";

    private final Jobs jobs;
    private final JobStore store;
    private final JobFiles files;
    private final Uploads uploads;

    JobResource(Jobs jobs, JobStore store, JobFiles files, Uploads uploads) {
        this.jobs = jobs;
        this.store = store;
        this.files = files;
        this.uploads = uploads;
    }

    /**
     * A job as callers see it.
     *
     * @param state queued, running, completed or failed
     * @param results where its lines are
     */
    public record View(
            String id,
            String task,
            String state,
            long predicted,
            long failed,
            @Nullable String failure,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            String results) {
        static View of(Job job) {
            return new View(
                    job.id(),
                    job.task(),
                    job.state().code(),
                    job.predicted(),
                    job.failed(),
                    job.failure(),
                    job.createdAt(),
                    job.startedAt(),
                    job.finishedAt(),
                    "/v1/jobs/" + job.id() + "/results");
        }
    }

    /** The latest jobs, newest first. */
    public record Views(List<View> jobs) {}

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = Forms.Table.class)))
    @Operation(
            operationId = "submitJob",
            summary = "Estimate a table of properties offline",
            description = "The file listings is a CSV with a header: area_m2, rooms, bathrooms, building_type,"
                    + " department, location, and if wanted id and photo, the name of one of the files in the parts"
                    + " photos. 202 once everything is stored; a restart continues the job.")
    public Response submit(@RestForm(FileUpload.ALL) List<FileUpload> given) throws IOException {
        List<FileUpload> tables = uploads.parts(given, LISTINGS);
        if (tables.size() != 1) {
            throw new ProblemException(Problems.malformed(List.of(
                    new FieldProblem(LISTINGS, tables.isEmpty() ? null : tables.size() + " files", "one CSV file"))));
        }
        Set<String> names = new HashSet<>();
        List<JobFiles.Upload> photos = uploads.parts(given, "photos").stream()
                .map(f -> new JobFiles.Upload(f.fileName(), f.uploadedFile()))
                .toList();
        for (JobFiles.Upload photo : photos) {
            if (!names.add(photo.name())) {
                throw new ProblemException(Problems.malformed(
                        List.of(new FieldProblem("photos", photo.name(), "every file name only once"))));
            }
        }
        View view = View.of(jobs.submit(tables.getFirst().uploadedFile(), photos));
        return Response.accepted(view)
                .location(URI.create("/v1/jobs/" + view.id()))
                .build();
    }

    @GET
    @Operation(operationId = "jobs", summary = "The latest jobs, newest first")
    public Views latest() {
        return new Views(store.latest(LATEST).stream().map(View::of).toList());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "job", summary = "A job and its progress")
    public View one(@RestPath String id) {
        return View.of(find(id));
    }

    @GET
    @Path("/{id}/results")
    @Produces({BatchResource.NDJSON, Problem.MEDIA_TYPE})
    @Operation(
            operationId = "jobResults",
            summary = "A job's lines so far, in the order of its rows",
            description = "As those of a batch; complete once the job is.")
    public Response results(@RestPath String id) {
        var results = files.results(find(id).id());
        StreamingOutput lines = out -> {
            if (Files.exists(results)) {
                Files.copy(results, out);
            }
        };
        return Response.ok(lines, BatchResource.NDJSON).build();
    }

    private Job find(String id) {
        return store.find(id)
                .orElseThrow(() -> ProblemException.notFound("job: " + id + " (expected: the id of a job)"));
    }
}
