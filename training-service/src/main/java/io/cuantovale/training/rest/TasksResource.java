package io.cuantovale.training.rest;

import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.training.registry.Alias;
import io.cuantovale.training.registry.Model;
import io.cuantovale.training.registry.ModelStore;
import io.cuantovale.training.runs.KnownDatasets;
import io.cuantovale.training.runs.TaskCatalogue;
import io.cuantovale.training.task.TaskSpec;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Tasks: what can be trained, on which data, and what is champion. */
@Path("/v1/tasks")
@Tag(name = "tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TasksResource {
    private final TaskCatalogue tasks;
    private final KnownDatasets datasets;
    private final ModelStore models;

    public TasksResource(TaskCatalogue tasks, KnownDatasets datasets, ModelStore models) {
        this.tasks = tasks;
        this.datasets = datasets;
        this.models = models;
    }

    /**
     * A task and its state.
     *
     * @param champion version, null without
     * @param dataset newest, null without
     */
    public record TaskView(
            String name,
            String title,
            @Nullable String description,
            List<String> features,
            String target,
            List<String> classes,
            List<String> networks,
            TaskSpec.Training training,
            @Nullable String champion,
            @Nullable DatasetPublished dataset) {}

    @GET
    @Operation(summary = "All tasks")
    public List<TaskView> list() {
        return tasks.all().stream().map(this::view).toList();
    }

    @GET
    @Path("/{task}")
    @Operation(summary = "A task: features, settings with their defaults, newest dataset, champion")
    public TaskView get(@RestPath String task) {
        return view(Tasks.require(tasks, task));
    }

    private TaskView view(TaskSpec task) {
        return new TaskView(
                task.task(),
                task.title(),
                task.description(),
                task.features().stream().map(TaskSpec.Feature::name).toList(),
                task.target().column(),
                task.target().classes().stream().map(TaskSpec.ClassSpec::name).toList(),
                task.networks().keySet().stream().sorted().toList(),
                task.training(),
                models.aliased(task.task(), Alias.CHAMPION).map(Model::version).orElse(null),
                datasets.newest(task.task()).orElse(null));
    }
}
