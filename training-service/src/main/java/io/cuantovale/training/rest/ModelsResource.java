package io.cuantovale.training.rest;

import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.training.registry.DecisionConflictException;
import io.cuantovale.training.registry.Model;
import io.cuantovale.training.registry.ModelDecisions;
import io.cuantovale.training.registry.ModelStore;
import io.cuantovale.training.registry.NoSuchModelException;
import io.cuantovale.training.registry.NothingToRollBackException;
import io.cuantovale.training.runs.TaskCatalogue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The model registry: what there is, what the gate said, and what people decide. */
@Path("/v1/models")
@Tag(name = "models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ModelsResource {
    private static final String BODY = "a JSON body with a reason";

    private final ModelStore models;
    private final ModelDecisions decisions;
    private final TaskCatalogue tasks;

    public ModelsResource(ModelStore models, ModelDecisions decisions, TaskCatalogue tasks) {
        this.models = models;
        this.decisions = decisions;
        this.tasks = tasks;
    }

    @GET
    @Operation(summary = "Models with aliases, metrics and decisions, newest first")
    public List<Model> list(@RestQuery @Nullable String task) {
        if (task != null) {
            Tasks.require(tasks, task);
        }
        return models.list(task);
    }

    @GET
    @Path("/{task}/{version}")
    @Operation(summary = "A model")
    @APIResponse(responseCode = "404", description = "No such model")
    public Model get(@RestPath String task, @RestPath String version) {
        Tasks.require(tasks, task);
        return models.find(task, version)
                .orElseThrow(() -> ProblemException.notFound(new NoSuchModelException(task, version).getMessage()));
    }

    @POST
    @Path("/{task}/{version}/approve")
    @Operation(summary = "Approve a model that passed the gate: it becomes champion")
    @APIResponse(responseCode = "409", description = "It does not wait for approval, or the champion has changed since")
    public Model approve(
            @RestPath String task, @RestPath String version, @NotNull(message = BODY) @Valid DecisionRequest request) {
        return decide(task, () -> decisions.approve(task, version, request.decider(), context()));
    }

    @POST
    @Path("/{task}/{version}/reject")
    @Operation(summary = "Reject a model that passed the gate")
    @APIResponse(responseCode = "409", description = "It does not wait for approval")
    public Model reject(
            @RestPath String task, @RestPath String version, @NotNull(message = BODY) @Valid DecisionRequest request) {
        return decide(task, () -> decisions.reject(task, version, request.decider(), context()));
    }

    @POST
    @Path("/{task}/{version}/promote")
    @Operation(summary = "Make a model champion, whatever the gate said")
    @APIResponse(responseCode = "409", description = "It is champion already")
    public Model promote(
            @RestPath String task, @RestPath String version, @NotNull(message = BODY) @Valid DecisionRequest request) {
        return decide(task, () -> decisions.promote(task, version, request.decider(), context()));
    }

    @POST
    @Path("/{task}/rollback")
    @Operation(summary = "Make the previous champion champion again; a second call goes one further back")
    @APIResponse(responseCode = "409", description = "There is no earlier champion")
    public Model rollback(@RestPath String task, @NotNull(message = BODY) @Valid DecisionRequest request) {
        return decide(task, () -> decisions.rollback(task, request.decider(), context()));
    }

    private Model decide(String task, Supplier<Model> decision) {
        Tasks.require(tasks, task);
        try {
            return decision.get();
        } catch (NoSuchModelException e) {
            throw ProblemException.notFound(e.getMessage());
        } catch (DecisionConflictException | NothingToRollBackException e) {
            throw ProblemException.conflict(e.getMessage());
        }
    }

    private static EventContext context() {
        return EventContext.startIn(Correlation.currentOrNew());
    }
}
