package io.cuantovale.training.monitor;

import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.kit.json.Json;
import io.cuantovale.store.ObjectStore;
import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.data.PhotoCache;
import io.cuantovale.training.evaluate.OnnxScorer;
import io.cuantovale.training.evaluate.ReferenceProfile;
import io.cuantovale.training.registry.Alias;
import io.cuantovale.training.registry.Model;
import io.cuantovale.training.registry.ModelPackages;
import io.cuantovale.training.registry.ModelStore;
import io.cuantovale.training.runs.TaskCatalogue;
import io.cuantovale.training.task.TaskSpec;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The present champion of each task, loaded when it is first needed and again when it has changed. */
@ApplicationScoped
public class Champions {
    private static final Logger LOG = Logger.getLogger(Champions.class);

    private final ModelStore models;
    private final ModelPackages packages;
    private final ObjectStore store;
    private final TaskCatalogue tasks;
    private final DriftRetrain retrain;
    private final TrainingConfig config;
    private final Map<String, Champion> loaded = new HashMap<>();
    private final Map<String, Champion> retired = new HashMap<>();
    private final Map<String, String> refused = new HashMap<>();

    public Champions(
            ModelStore models,
            ModelPackages packages,
            ObjectStore store,
            TaskCatalogue tasks,
            DriftRetrain retrain,
            TrainingConfig config) {
        this.models = models;
        this.packages = packages;
        this.store = store;
        this.tasks = tasks;
        this.retrain = retrain;
        this.config = config;
    }

    /** The champion of a task; empty where there is none, or none that can be monitored. */
    synchronized Optional<Champion> of(String task) {
        Optional<Model> model = models.aliased(task, Alias.CHAMPION);
        if (model.isEmpty() || model.get().version().equals(refused.get(task))) {
            return Optional.empty();
        }
        Champion present = loaded.get(task);
        if (present != null && present.version().equals(model.get().version())) {
            return Optional.of(present);
        }
        if (present != null) {
            retire(task, present);
            retrain.forget(task);
        }
        Champion next = load(model.get());
        if (next == null) {
            refused.put(task, model.get().version());
            return Optional.empty();
        }
        loaded.put(task, next);
        LOG.infof("drift of %s is measured against %s", task, next.version());
        return Optional.of(next);
    }

    /** Somebody may still be scoring with it: it is closed when its successor retires. */
    private void retire(String task, Champion champion) {
        loaded.remove(task);
        Champion earlier = retired.put(task, champion);
        if (earlier != null) {
            earlier.close();
        }
    }

    private @Nullable Champion load(Model model) {
        Path folder = config.workDir().resolve("monitor");
        try {
            Files.createDirectories(folder);
            ModelPackages.Local local = packages.download(model, folder);
            ModelManifest manifest = local.manifest();
            ReferenceProfile profile = Json.mapper()
                    .readValue(packages.file(model, manifest, "reference-profile.json"), ReferenceProfile.class);
            if (profile.predictions().novelty().edges() == null) {
                LOG.warnf(
                        "%s of %s has a reference profile without bins; drift is not measured",
                        model.version(), model.task());
                return null;
            }
            TaskSpec task = tasks.find(model.task()).orElseThrow();
            Reference reference = new Reference(profile, task.target().column());
            return new Champion(
                    manifest,
                    task.target().column(),
                    reference,
                    new Comparison(
                            reference,
                            config.monitor().alpha(),
                            config.monitor().minSample()),
                    trainedTo(model),
                    OnnxScorer.open(local.graph(), manifest, tasks.threads(), tasks.photoCache()),
                    photos(task),
                    tasks.threads());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "champion " + model.version() + " of " + model.task() + " cannot be read", e);
        }
    }

    private @Nullable PhotoCache photos(TaskSpec task) {
        TaskSpec.Feature photo = task.photo();
        return photo == null
                ? null
                : new PhotoCache(
                        tasks.photoCache(),
                        Objects.requireNonNull(photo.height()),
                        Objects.requireNonNull(photo.width()));
    }

    private Map<Integer, Long> trainedTo(Model model) throws IOException {
        String key = ObjectKeys.dataset(model.task(), model.datasetVersion()) + "manifest.json";
        return store.exists(key)
                ? Json.mapper().readValue(store.get(key), DatasetManifest.class).offsets()
                : Map.of();
    }

    @PreDestroy
    synchronized void close() {
        loaded.values().forEach(Champion::close);
        loaded.clear();
        retired.values().forEach(Champion::close);
        retired.clear();
    }
}
