package io.cuantovale.training.rest;

import io.cuantovale.training.monitor.Window;
import io.cuantovale.training.monitor.WindowStore;
import io.cuantovale.training.runs.TaskCatalogue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Drift: what closed windows said. */
@Path("/v1/drift")
@Tag(name = "drift")
@Produces(MediaType.APPLICATION_JSON)
public class DriftResource {
    private final WindowStore windows;
    private final TaskCatalogue tasks;

    public DriftResource(WindowStore windows, TaskCatalogue tasks) {
        this.windows = windows;
        this.tasks = tasks;
    }

    @GET
    @Path("/windows")
    @Operation(
            summary = "Closed windows, newest first",
            description = "Every statistic with its threshold at the window's own size and the rows behind it.")
    public List<Window> list(
            @RestQuery @Nullable String task,
            @RestQuery @DefaultValue("20") @Min(value = 1, message = "1 to 500") @Max(value = 500, message = "1 to 500")
                    int limit) {
        if (task != null) {
            Tasks.require(tasks, task);
        }
        return windows.list(task, limit);
    }
}
