package io.cuantovale.training.monitor;

import io.cuantovale.training.evaluate.ReferenceProfile;
import io.cuantovale.training.evaluate.ReferenceProfile.FeatureProfile;
import io.cuantovale.training.evaluate.ReferenceProfile.Quantiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A champion's reference profile as quantities that windows are compared with. */
final class Reference {
    /** Values with a smaller share are counted together, and with them values never seen. */
    private static final double RARE = 0.01;

    private final ReferenceProfile profile;
    private final List<Quantity> inputs = new ArrayList<>();
    private final List<Quantity> outputs = new ArrayList<>();
    private final @Nullable Quantity target;

    /** @param targetColumn name of the target */
    Reference(ReferenceProfile profile, String targetColumn) {
        this.profile = profile;
        profile.features().forEach(feature -> inputs.add(input(feature)));
        this.target = profile.target() == null
                ? null
                : ordered(targetColumn, Tier.PREDICTION, profile.target(), Observation::actual);
        outputs(profile.predictions());
    }

    /** Facts, and the target where observations have it. */
    List<Quantity> inputs(boolean withTarget) {
        List<Quantity> all = new ArrayList<>(inputs);
        if (withTarget && target != null) {
            all.add(target);
        }
        return all;
    }

    /** What the model said. */
    List<Quantity> outputs() {
        return outputs;
    }

    /** Relative errors that the champion made on rows that it had not seen; null for plain classes. */
    @Nullable
    Quantiles errors() {
        return profile.predictions().errors();
    }

    /** Share of those rows inside their interval; null without. */
    @Nullable
    Double coverage() {
        return profile.predictions().coverage();
    }

    /** For distances of embeddings; null without photos. */
    ReferenceProfile.@Nullable Embedding embedding() {
        return profile.predictions().embedding();
    }

    private static Quantity input(FeatureProfile feature) {
        String name = feature.name();
        if (feature.kind().equals("photo")) {
            return new Quantity(
                    name,
                    Tier.FEATURE,
                    false,
                    List.of(feature.n(), feature.missing()),
                    o -> o.values().containsKey(name) ? 0 : 1);
        }
        return feature.counts().isEmpty() && feature.quantiles() != null
                ? ordered(
                        name,
                        Tier.FEATURE,
                        feature.quantiles(),
                        o -> number(o.values().get(name)))
                : categories(name, feature.counts());
    }

    private static Quantity ordered(
            String name, Tier tier, Quantiles reference, Function<Observation, @Nullable Double> value) {
        return new Quantity(name, tier, true, reference.counts(), o -> {
            Double number = value.apply(o);
            return number == null ? -1 : Quantiles.binOf(number, reference.edges());
        });
    }

    private static Quantity categories(String name, Map<String, Long> counts) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Integer> index = new HashMap<>();
        List<Long> bins = new ArrayList<>();
        long rare = 0;
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            if (entry.getValue() < RARE * total) {
                rare += entry.getValue();
            } else {
                index.put(entry.getKey(), bins.size());
                bins.add(entry.getValue());
            }
        }
        bins.add(rare);
        int other = bins.size() - 1;
        return new Quantity(name, Tier.FEATURE, false, List.copyOf(bins), o -> {
            Object value = o.values().get(name);
            return value == null ? -1 : index.getOrDefault(category(value), other);
        });
    }

    private void outputs(ReferenceProfile.Predictions predictions) {
        List<Long> classes = predictions.classShares().stream()
                .map(share -> Math.round(share * predictions.n()))
                .toList();
        outputs.add(new Quantity(
                "predicted_class",
                Tier.PREDICTION,
                false,
                classes,
                o -> o.predictedClass() == null ? -1 : o.predictedClass()));
        if (predictions.estimate() != null) {
            outputs.add(ordered("estimate", Tier.PREDICTION, predictions.estimate(), Observation::estimate));
        }
        outputs.add(ordered("novelty", Tier.PREDICTION, predictions.novelty(), Observation::novelty));
        if (predictions.embedding() != null && predictions.embedding().distance() != null) {
            outputs.add(ordered(
                    "photo_embedding", Tier.PREDICTION, predictions.embedding().distance(), Observation::distance));
        }
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : null;
    }

    /** Counts are kept by whole numbers: 3.0 and 3 are one category. */
    private static String category(Object value) {
        return value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())
                ? Long.toString(number.longValue())
                : value.toString();
    }
}
