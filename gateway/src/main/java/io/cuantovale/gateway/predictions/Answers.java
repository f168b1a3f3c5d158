package io.cuantovale.gateway.predictions;

import com.github.f4b6a3.uuid.UuidCreator;
import io.cuantovale.contracts.event.PredictionServed;
import io.cuantovale.contracts.model.ModelManifest.ModelClass;
import io.cuantovale.domain.Hashes;
import io.cuantovale.oip.grpc.ModelInferResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one row of an inference answer, for the caller and for the event. */
final class Answers {
    /** Novelty ranks among calibration rows: above this, fewer than one in twenty of them were as unlike the rest. */
    private static final double UNUSUAL = 0.95;

    private final TaskModel model;
    private final ModelInferResponse response;
    private final int rows;

    Answers(TaskModel model, ModelInferResponse response, int rows) {
        this.model = model;
        this.response = response;
        this.rows = rows;
    }

    /** What the caller gets for a row. */
    Prediction prediction(Item item, int row) {
        Double novelty = single("novelty", row);
        return new Prediction(
                UuidCreator.getTimeOrderedEpoch().toString(),
                model.task(),
                model.version(),
                estimate(row),
                bands(row),
                novelty,
                model.photo().isEmpty() ? null : item.photo() == null ? "missing" : "used",
                warnings(item, novelty));
    }

    /** What the platform is told about a row. */
    PredictionServed event(Prediction prediction, Item item, int row, Instant at) {
        byte[] photo = item.photo();
        Double estimate = single("estimate", row);
        return new PredictionServed(
                prediction.predictionId(),
                model.task(),
                model.version(),
                "request",
                null,
                item.inputs(),
                photo == null ? null : Hashes.sha256Hex(photo),
                boxed(values("probabilities", row)),
                estimate,
                doubles(values("interval", row)),
                prediction.novelty(),
                boxed(values("embedding", row)),
                at);
    }

    private @Nullable Map<String, Object> estimate(int row) {
        String name = model.output("estimate").orElse(null);
        Double value = single("estimate", row);
        if (name == null || value == null) {
            return null;
        }
        Map<String, Object> estimate = new LinkedHashMap<>();
        estimate.put(name, value);
        List<Double> interval = doubles(values("interval", row));
        if (!interval.isEmpty()) {
            estimate.put(model.output("interval").orElseThrow(), interval);
            if (model.level() != null) {
                estimate.put("level", model.level());
            }
        }
        return estimate;
    }

    private List<Prediction.Band> bands(int row) {
        float[] probabilities = values("probabilities", row);
        List<Prediction.Band> bands = new ArrayList<>(probabilities.length);
        for (int i = 0; i < probabilities.length && i < model.classes().size(); i++) {
            ModelClass band = model.classes().get(i);
            bands.add(new Prediction.Band(band.name(), band.lower(), band.upper(), plain(probabilities[i])));
        }
        return bands;
    }

    private List<String> warnings(Item item, @Nullable Double novelty) {
        List<String> warnings = new ArrayList<>(item.warnings());
        if (model.photo().isPresent() && item.photo() == null) {
            warnings.add("photo-missing");
        }
        model.features().stream()
                .filter(f -> f.kind().equals("categorical") && f.unknownIndex() != null)
                .filter(f -> item.inputs().get(f.name()) instanceof String value
                        && !f.vocabulary().contains(value))
                .forEach(f -> warnings.add(f.name().replace('_', '-') + "-unknown-to-model"));
        if (novelty != null && novelty > UNUSUAL) {
            warnings.add("unlike-training-data");
        }
        return warnings;
    }

    private @Nullable Double single(String role, int row) {
        float[] values = values(role, row);
        return values.length == 0 ? null : plain(values[0]);
    }

    private float[] values(String role, int row) {
        return model.output(role)
                .map(output -> Tensors.row(response, output, row, rows))
                .orElseGet(() -> new float[0]);
    }

    /** The double with the float's own digits: 0.1, not 0.10000000149. */
    private static double plain(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    private static List<Float> boxed(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    private static List<Double> doubles(float[] values) {
        List<Double> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(plain(value));
        }
        return list;
    }
}
