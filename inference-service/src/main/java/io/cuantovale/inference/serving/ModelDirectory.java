package io.cuantovale.inference.serving;

import io.cuantovale.inference.serving.model.LoadedModel;
import io.cuantovale.inference.serving.model.ModelHost;
import io.cuantovale.inference.serving.model.ModelSlot;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.ServingException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the model that a name and a version stand for: a task {@code T}, or its graph as it stands, {@code T-tensor}. */
final class ModelDirectory {
    static final String TENSOR_SUFFIX = "-tensor";

    private final ModelHost host;
    private final Set<String> expectedTasks;

    ModelDirectory(ModelHost host, Set<String> expectedTasks) {
        this.host = host;
        this.expectedTasks = expectedTasks;
    }

    /**
     * A name resolved.
     *
     * @param tensorModel whether the graph is called as it stands
     */
    record Found(String task, boolean tensorModel, ModelSlot slot) {

        /**
         * The version asked for, or the champion, with a lease on it.
         *
         * @throws ServingException UNKNOWN_VERSION or NO_MODEL
         */
        LoadedModel acquire(@Nullable String version) {
            if (version == null || version.isEmpty()) {
                LoadedModel champion = slot.acquire();
                if (champion == null) {
                    throw noModel(task);
                }
                return champion;
            }
            LoadedModel model = slot.acquire(version);
            if (model == null) {
                throw new ServingException(
                        ErrorCode.UNKNOWN_VERSION,
                        task + ": version " + version + " (expected: one of "
                                + slot.loaded().stream()
                                        .map(LoadedModel::version)
                                        .toList() + ")");
            }
            return model;
        }
    }

    /** @throws ServingException UNKNOWN_MODEL, or NO_MODEL where one may still come */
    Found find(String name) {
        ModelSlot slot = host.slot(name);
        if (slot != null) {
            return new Found(name, false, slot);
        }
        String task = name.endsWith(TENSOR_SUFFIX) ? name.substring(0, name.length() - TENSOR_SUFFIX.length()) : name;
        slot = host.slot(task);
        if (slot != null) {
            return new Found(task, true, slot);
        }
        // While nothing at all is served we cannot know which tasks will be.
        if (host.isEmpty() || expectedTasks.contains(task)) {
            throw noModel(task);
        }
        throw new ServingException(ErrorCode.UNKNOWN_MODEL, "model: " + name + " (expected: a task with a champion)");
    }

    private static ServingException noModel(String task) {
        return new ServingException(ErrorCode.NO_MODEL, task + ": no champion (expected: a promoted model)");
    }
}
