package io.cuantovale.training.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.training.registry.Audit;
import io.cuantovale.training.registry.Decider;
import io.cuantovale.training.runs.Epoch;
import io.cuantovale.training.runs.KnownDatasets;
import io.cuantovale.training.runs.Run;
import io.cuantovale.training.runs.RunQueue;
import io.cuantovale.training.runs.RunRequests;
import io.cuantovale.training.runs.RunStore;
import io.cuantovale.training.runs.TaskCatalogue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Runs: ask for one, watch it, compare several, cancel one. */
@Path("/v1/runs")
@Tag(name = "runs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RunsResource {
    private final Jdbi jdbi;
    private final RunStore runs;
    private final RunRequests requests;
    private final RunQueue queue;
    private final KnownDatasets datasets;
    private final TaskCatalogue tasks;
    private final Audit audit;

    public RunsResource(
            Jdbi jdbi,
            RunStore runs,
            RunRequests requests,
            RunQueue queue,
            KnownDatasets datasets,
            TaskCatalogue tasks,
            Audit audit) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.requests = requests;
        this.queue = queue;
        this.datasets = datasets;
        this.tasks = tasks;
        this.audit = audit;
    }

    @POST
    @Operation(summary = "Ask for a run", description = "Answers at once; the run waits in a durable queue.")
    @APIResponse(
            responseCode = "202",
            description = "The run, at the address in Location",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(responseCode = "404", description = "No such task")
    @APIResponse(responseCode = "409", description = "The task has no dataset yet")
    @APIResponse(responseCode = "422", description = "A setting or dataset that does not exist")
    public Response ask(@NotNull(message = "a JSON body") @Valid RunRequest request) {
        Tasks.require(tasks, request.task());
        Map<String, String> configuration = configuration(request.configuration());
        List<FieldProblem> problems = tasks.problems(request.task(), configuration);
        if (!problems.isEmpty()) {
            throw ProblemException.outsideLimits(problems);
        }
        requireDataset(request.task(), request.datasetVersion());
        Decider person = new Decider(
                DecisionRequest.actorOr(request.actor()),
                request.reason() == null ? "asked for by REST" : request.reason());
        EventContext context = EventContext.startIn(Correlation.currentOrNew());
        TrainingRequested event = new TrainingRequested(
                context.eventId(),
                request.task(),
                request.datasetVersion(),
                "manual",
                person.reason(),
                person.by(),
                configuration);
        String id = jdbi.inTransaction(handle -> {
            String run = requests.ask(handle, event, context).orElseThrow();
            audit.record(handle, person, "retrain", request.task() + ":" + run, context);
            return run;
        });
        return Response.accepted(RunView.of(find(id)))
                .location(URI.create("/v1/runs/" + id))
                .build();
    }

    @GET
    @Operation(summary = "Runs, newest first", description = "For comparison: settings, metrics and decision of each.")
    public List<RunView> list(
            @RestQuery @Nullable String task,
            @RestQuery
                    @DefaultValue("100")
                    @Min(value = 1, message = "1 to 1000")
                    @Max(value = 1000, message = "1 to 1000")
                    int limit) {
        if (task != null) {
            Tasks.require(tasks, task);
        }
        return runs.list(task, limit).stream().map(RunView::of).toList();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A run")
    @APIResponse(
            responseCode = "200",
            description = "The run",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(responseCode = "404", description = "No such run")
    public RunView get(@RestPath String id) {
        return RunView.of(find(id));
    }

    @GET
    @Path("/{id}/epochs")
    @Operation(summary = "The learning curve of a run")
    @APIResponse(
            responseCode = "200",
            description = "Epochs so far",
            content = @Content(schema = @Schema(implementation = Epoch[].class)))
    @APIResponse(responseCode = "404", description = "No such run")
    public List<Epoch> epochs(@RestPath String id) {
        return runs.epochs(find(id).id());
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(summary = "Cancel a run", description = "A run that is worked on ends between two steps.")
    @APIResponse(
            responseCode = "202",
            description = "The run",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(responseCode = "404", description = "No such run")
    @APIResponse(responseCode = "409", description = "The run has ended")
    public Response cancel(
            @RestPath String id, @NotNull(message = "a JSON body with a reason") @Valid DecisionRequest request) {
        Run run = find(id);
        jdbi.useTransaction(handle -> {
            if (!queue.cancel(handle, id)) {
                throw ProblemException.conflict(
                        "run " + id + " has ended: " + find(id).state().code());
            }
            audit.record(
                    handle,
                    request.decider(),
                    "cancel",
                    run.task() + ":" + id,
                    EventContext.startIn(Correlation.currentOrNew()));
        });
        return Response.accepted(RunView.of(find(id))).build();
    }

    private Run find(String id) {
        return runs.find(id)
                .orElseThrow(() -> ProblemException.notFound("run: " + id + " (expected: the id of a run)"));
    }

    private void requireDataset(String task, @Nullable String version) {
        List<String> known = datasets.list(task).stream().map(d -> d.version()).toList();
        if (known.isEmpty()) {
            throw ProblemException.conflict("dataset: none of " + task + " has been published yet");
        }
        if (version != null && !known.contains(version)) {
            List<String> newest = known.subList(0, Math.min(5, known.size()));
            throw ProblemException.outsideLimits(
                    List.of(new FieldProblem("dataset_version", version, "a published version, newest " + newest)));
        }
    }

    private static Map<String, String> configuration(@Nullable Map<String, JsonNode> given) {
        Map<String, String> configuration = new HashMap<>();
        if (given != null) {
            given.forEach((name, value) -> {
                if (!value.isValueNode() || value.isNull()) {
                    throw ProblemException.outsideLimits(List.of(new FieldProblem(
                            "configuration." + name, value.toString(), "text, a number or a boolean")));
                }
                configuration.put(name, value.asText());
            });
        }
        return configuration;
    }
}
