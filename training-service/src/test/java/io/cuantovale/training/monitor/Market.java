package io.cuantovale.training.monitor;

import io.cuantovale.training.evaluate.ReferenceProfile;
import io.cuantovale.training.evaluate.ReferenceProfile.Embedding;
import io.cuantovale.training.evaluate.ReferenceProfile.FeatureProfile;
import io.cuantovale.training.evaluate.ReferenceProfile.Predictions;
import io.cuantovale.training.evaluate.ReferenceProfile.Quantiles;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** An invented market whose observations and reference profile come from the same distribution. */
final class Market {
    private static final String[] PLACES = {"a", "b", "c", "d", "e", "f", "g", "h"};

    private final SplittableRandom random;
    private double priceFactor = 1;
    private double sizeFactor = 1;
    private double darkness = 1;
    private String gone = "";

    Market(long seed) {
        random = new SplittableRandom(seed);
    }

    Market pricesTimes(double factor) {
        priceFactor = factor;
        return this;
    }

    Market sizesTimes(double factor) {
        sizeFactor = factor;
        return this;
    }

    Market embeddingsTimes(double factor) {
        darkness = factor;
        return this;
    }

    Market without(String place) {
        gone = place;
        return this;
    }

    List<Observation> window(int rows) {
        return IntStream.range(0, rows).mapToObj(i -> observation()).toList();
    }

    private Observation observation() {
        String place = PLACES[random.nextInt(PLACES.length)];
        while (place.equals(gone)) {
            place = PLACES[random.nextInt(PLACES.length)];
        }
        // Sizes are round numbers, as people give them: many rows share a value.
        double size = 10 * Math.rint(3 + 7 * random.nextDouble());
        int rooms = random.nextInt(5);
        boolean photo = random.nextDouble() < 0.7;
        double estimate = 1000 * size * (1 + 0.1 * rooms) * Math.exp(0.2 * gaussian());
        double actual = estimate * Math.exp(0.15 * gaussian()) * priceFactor;
        Map<String, Object> values =
                new TreeMap<>(Map.of("place", place, "size", size * sizeFactor, "rooms", (double) rooms));
        if (photo) {
            values.put("photo", "present");
        }
        return new Observation(
                values,
                actual,
                estimate,
                estimate * Math.exp(-0.2467),
                estimate * Math.exp(0.2467),
                estimate > 65_000 ? 1 : 0,
                random.nextDouble(),
                photo ? darkness * Math.abs(1 + 0.2 * gaussian()) : null);
    }

    private double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** The profile of a champion that was trained on rows of this market. */
    ReferenceProfile profile(int trained, int held) {
        List<Observation> training = window(trained);
        List<Observation> judged = window(held);
        Map<String, Long> places = new TreeMap<>();
        Map<String, Long> rooms = new TreeMap<>();
        training.forEach(o -> {
            places.merge((String) o.values().get("place"), 1L, Long::sum);
            rooms.merge(Long.toString(((Double) o.values().get("rooms")).longValue()), 1L, Long::sum);
        });
        long photos =
                training.stream().filter(o -> o.values().containsKey("photo")).count();
        List<FeatureProfile> features = List.of(
                new FeatureProfile("photo", "photo", photos, trained - photos, null, Map.of()),
                new FeatureProfile("place", "categorical", trained, 0, null, places),
                new FeatureProfile(
                        "rooms",
                        "integer",
                        trained,
                        0,
                        of(training, o -> (Double) o.values().get("rooms")),
                        rooms),
                new FeatureProfile(
                        "size",
                        "numeric",
                        trained,
                        0,
                        of(training, o -> (Double) o.values().get("size")),
                        Map.of()));
        double high =
                (double) judged.stream().filter(o -> o.predictedClass() == 1).count() / held;
        List<Observation> withPhoto =
                judged.stream().filter(o -> o.distance() != null).toList();
        Predictions predictions = new Predictions(
                held,
                List.of(1 - high, high),
                List.of(1 - high, high),
                of(judged, Observation::estimate),
                of(judged, Observation::relativeError),
                (double) judged.stream().filter(Observation::covered).count() / held,
                of(judged, Observation::novelty),
                new Embedding(withPhoto.size(), List.of(0.0), List.of(1.0), of(withPhoto, Observation::distance)));
        return new ReferenceProfile(1, "homes", "d1", features, of(training, Observation::actual), predictions);
    }

    private static Quantiles of(List<Observation> rows, ToDoubleFunction<Observation> value) {
        return Quantiles.of(
                rows.stream().filter(Objects::nonNull).mapToDouble(value).toArray());
    }
}
