package io.cuantovale.training.task;

import io.cuantovale.training.network.NetworkShape;
import io.cuantovale.training.task.TaskSpec.ClassSpec;
import io.cuantovale.training.task.TaskSpec.Encoding;
import io.cuantovale.training.task.TaskSpec.Feature;
import io.cuantovale.training.task.TaskSpec.Kind;
import io.cuantovale.training.task.TaskSpec.TargetKind;
import io.cuantovale.training.task.TaskSpec.Transform;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a task file must obey beyond its shape. */
final class TaskRules {
    private static final int MIN_SIDE = 16;
    private static final int MAX_SIDE = 1024;

    private final String file;

    private TaskRules(String file) {
        this.file = file;
    }

    static void check(String file, TaskSpec spec) {
        TaskRules rules = new TaskRules(file);
        rules.need(spec.task(), "task");
        rules.need(spec.title(), "title");
        rules.need(spec.features(), "features");
        rules.need(spec.target(), "target");
        rules.need(spec.networks(), "networks");
        rules.features(spec.features());
        rules.target(spec.target());
        rules.networks(spec);
        rules.baseline(spec);
        check(file + ": training", spec.training());
    }

    static void check(String where, TaskSpec.Training t) {
        TaskRules rules = new TaskRules(where);
        rules.range("epochs", t.epochs(), 1, 10_000);
        rules.range("batch", t.batch(), 2, 4096);
        rules.range("facts_batch", t.factsBatch(), 2, 65_536);
        rules.range("learning_rate", t.learningRate(), 1e-8, 10);
        rules.range("weight_decay", t.weightDecay(), 0, 1);
        rules.range("patience", t.patience(), 1, 10_000);
        rules.range("label_smoothing", t.labelSmoothing(), 0, 0.99);
        rules.range("regression_weight", t.regressionWeight(), 0, 1000);
        rules.range("photo_dropout", t.photoDropout(), 0, 0.95);
        rules.range("minimum_rows", t.minimumRows(), 1, Integer.MAX_VALUE);
        rules.range("minimum_photos", t.minimumPhotos(), 1, Integer.MAX_VALUE);
        rules.need(t.schedule(), "schedule");
        rules.need(t.classWeights(), "class_weights");
    }

    private void features(List<Feature> features) {
        Set<String> names = new HashSet<>();
        long photos = features.stream().filter(f -> f.kind() == Kind.PHOTO).count();
        if (photos > 1) {
            throw bad("features", photos + " photos", "at most one");
        }
        for (int i = 0; i < features.size(); i++) {
            Feature f = features.get(i);
            String at = "features[" + i + "]";
            need(f.name(), at + ".name");
            need(f.kind(), at + ".kind");
            if (!names.add(f.name())) {
                throw bad(at + ".name", f.name(), "a name that no other feature has");
            }
            if (f.kind() == Kind.PHOTO) {
                range(at + ".height", f.height() == null ? -1 : f.height(), MIN_SIDE, MAX_SIDE);
                range(at + ".width", f.width() == null ? -1 : f.width(), MIN_SIDE, MAX_SIDE);
            } else {
                encoding(f, f.encoding(), at + ".encoding");
            }
        }
    }

    private void encoding(Feature f, @Nullable Encoding e, String at) {
        need(e, at);
        Transform t = e.transform();
        need(t, at + ".transform");
        boolean categorical = f.kind() == Kind.CATEGORICAL;
        if (categorical && t != Transform.ONE_HOT && t != Transform.EMBEDDING && t != Transform.SCALE) {
            throw bad(at + ".transform", t, "one-hot, embedding or scale for a categorical feature");
        }
        if (f.kind() == Kind.NUMERIC && (t == Transform.ONE_HOT || t == Transform.EMBEDDING)) {
            throw bad(at + ".transform", t, "standardise, log-standardise, min-max or scale for a numeric feature");
        }
        if (f.kind() == Kind.INTEGER && t == Transform.EMBEDDING) {
            throw bad(at + ".transform", t, "one-hot or a numeric transform for an integer feature");
        }
        boolean bounded = f.min() != null && f.max() != null;
        if (!categorical && (t == Transform.ONE_HOT || t == Transform.MIN_MAX) && !bounded) {
            throw bad(at + ".transform", t, "min and max of " + f.name() + " given");
        }
        if (t == Transform.LOG_STANDARDISE && (f.min() == null || f.min() <= -1)) {
            throw bad(at + ".transform", t, "min of " + f.name() + " above -1, for a logarithm of 1 + value");
        }
        if (t == Transform.EMBEDDING) {
            range(at + ".dimension", e.dimension() == null ? -1 : e.dimension(), 1, 1024);
        }
        if (categorical && f.vocabulary().isEmpty() && f.unknown() == null) {
            throw bad(f.name() + ".unknown", "none", "a name, as the vocabulary is taken from the data");
        }
    }

    private void target(TaskSpec.Target target) {
        need(target.kind(), "target.kind");
        need(target.column(), "target.column");
        need(target.classes(), "target.classes");
        range("target.level", target.level(), 0.5, 0.99);
        List<ClassSpec> classes = target.classes();
        if (classes.size() < 2) {
            throw bad("target.classes", classes.size() + " classes", "at least two");
        }
        Double previous = null;
        for (int i = 0; i < classes.size(); i++) {
            Double upper = classes.get(i).upper();
            need(classes.get(i).name(), "target.classes[" + i + "].name");
            boolean open = target.kind() == TargetKind.CLASSES || i == classes.size() - 1;
            if (open != (upper == null)) {
                throw bad("target.classes[" + i + "].upper", upper, open ? "none" : "a number");
            }
            if (upper != null && previous != null && upper <= previous) {
                throw bad("target.classes[" + i + "].upper", upper, "more than " + previous);
            }
            previous = upper;
        }
    }

    private void networks(TaskSpec spec) {
        if (!spec.networks().containsKey(spec.network())) {
            throw bad("network", spec.network(), "one of " + spec.networks().keySet());
        }
        spec.networks().forEach((name, network) -> {
            String at = "networks." + name;
            if (!NetworkShape.names().contains(network.kind())) {
                throw bad(at + ".kind", network.kind(), "one of " + NetworkShape.names());
            }
            network.encodings()
                    .forEach((feature, encoding) -> encoding(
                            spec.facts().stream()
                                    .filter(f -> f.name().equals(feature))
                                    .findFirst()
                                    .orElseThrow(() -> bad(at + ".encodings", feature, "the name of a fact")),
                            encoding,
                            at + ".encodings." + feature));
        });
    }

    private void baseline(TaskSpec spec) {
        TaskSpec.Baseline baseline = spec.baseline();
        if (baseline == null) {
            return;
        }
        named(spec, "baseline.by", baseline.by(), Kind.CATEGORICAL);
        if (baseline.per() != null) {
            named(spec, "baseline.per", baseline.per(), Kind.NUMERIC);
        }
    }

    private void named(TaskSpec spec, String key, String name, Kind kind) {
        if (spec.facts().stream().noneMatch(f -> f.name().equals(name) && f.kind() == kind)) {
            throw bad(key, name, "the name of a " + kind.id() + " feature");
        }
    }

    private void range(String key, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw bad(key, value, min + " to " + max);
        }
    }

    private void need(@Nullable Object value, String key) {
        if (value == null) {
            throw bad(key, "missing", "a value");
        }
    }

    private TaskFileException bad(String key, @Nullable Object value, String expected) {
        return new TaskFileException(file + ": " + key + ": " + value + " (expected: " + expected + ")");
    }
}
