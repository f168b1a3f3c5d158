package io.cuantovale.training.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task file: what is learnt from what. Read by {@link TaskFiles}, which refuses anything that it does not
 * understand.
 *
 * @param task machine name, equal to the file's name
 * @param title for people
 * @param description for people, on the model card
 * @param features what callers give, in order
 * @param network name of the default network, a key of {@code networks}
 * @param networks by name
 * @param training defaults of a run
 * @param search hyper-parameters that a study may vary, by name of a run's setting
 * @param metrics names of the metrics that people look at first
 */
public record TaskSpec(
        String task,
        String title,
        @Nullable String description,
        List<Feature> features,
        Target target,
        @Nullable Baseline baseline,
        String network,
        Map<String, Network> networks,
        Training training,
        Map<String, Range> search,
        List<String> metrics,
        List<String> limits) {

    /** What kind of value a feature is. */
    public enum Kind {
        @JsonProperty("photo")
        PHOTO,
        @JsonProperty("numeric")
        NUMERIC,
        @JsonProperty("integer")
        INTEGER,
        @JsonProperty("categorical")
        CATEGORICAL;

        /** As written in task files and manifests. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How a fact becomes numbers that a network reads. */
    public enum Transform {
        @JsonProperty("standardise")
        STANDARDISE,
        @JsonProperty("log-standardise")
        LOG_STANDARDISE,
        @JsonProperty("min-max")
        MIN_MAX,
        @JsonProperty("scale")
        SCALE,
        @JsonProperty("one-hot")
        ONE_HOT,
        @JsonProperty("embedding")
        EMBEDDING
    }

    /**
     * @param name column of the dataset and graph input
     * @param required whether every row and request must have it
     * @param min inclusive
     * @param max inclusive
     * @param clampAboveMax values above max mean "max or more"
     * @param vocabulary allowed values in order; left out, it is taken from the training rows
     * @param unknown name of index 0, for values outside the vocabulary; left out, such values are refused
     * @param encoding of facts; null for photos
     * @param height pixels, photos only
     * @param width pixels, photos only
     */
    public record Feature(
            String name,
            Kind kind,
            boolean required,
            @Nullable Double min,
            @Nullable Double max,
            boolean clampAboveMax,
            List<String> vocabulary,
            @Nullable String unknown,
            @Nullable Encoding encoding,
            @Nullable Integer height,
            @Nullable Integer width) {}

    /**
     * @param factor of {@code scale}
     * @param dimension of {@code embedding}
     * @param dropout share of training values of an {@code embedding} that are taken as unknown, so that the unknown
     *     value is learnt too
     */
    public record Encoding(
            Transform transform,
            @Nullable Double factor,
            @Nullable Integer dimension,
            @Nullable Double dropout) {}

    /** What is predicted. */
    public enum TargetKind {
        /** A number and the bins that it falls into. */
        @JsonProperty("bins")
        BINS,
        /** One of several names. */
        @JsonProperty("classes")
        CLASSES
    }

    /**
     * @param column of the dataset: a number for bins, a name for classes
     * @param unit of the number, for people
     * @param scale of the regression, bins only
     * @param level nominal coverage of the interval, bins only
     * @param estimateOutput name of the graph's output, bins only
     * @param intervalOutput name of the graph's output, bins only
     */
    public record Target(
            TargetKind kind,
            String column,
            @Nullable String unit,
            Scale scale,
            double level,
            String estimateOutput,
            String intervalOutput,
            List<ClassSpec> classes) {}

    /** Scale on which a number is regressed. */
    public enum Scale {
        @JsonProperty("linear")
        LINEAR,
        @JsonProperty("log")
        LOG
    }

    /**
     * @param upper inclusive upper bound of a bin, null for the last bin and for plain classes
     */
    public record ClassSpec(String name, @Nullable Double upper) {}

    /**
     * The median of the training rows with the same value of a categorical feature: what a model must beat.
     *
     * @param by categorical feature
     * @param per numeric feature that the target is divided by first, null for none
     */
    public record Baseline(String by, @Nullable String per) {}

    /**
     * @param kind name of a network that the code knows
     * @param encodings that differ from the features' own, by feature
     */
    public record Network(String kind, Map<String, Encoding> encodings) {}

    /** How the learning rate moves. */
    public enum Schedule {
        @JsonProperty("one-cycle")
        ONE_CYCLE,
        @JsonProperty("cosine")
        COSINE,
        @JsonProperty("plateau")
        PLATEAU,
        @JsonProperty("constant")
        CONSTANT
    }

    /** How strongly rare classes count. */
    public enum ClassWeighting {
        @JsonProperty("none")
        NONE,
        @JsonProperty("square-root")
        SQUARE_ROOT,
        @JsonProperty("inverse")
        INVERSE
    }

    /**
     * @param batch photo rows per step
     * @param factsBatch rows without photo per step
     * @param patience epochs without a better validation loss before a run stops early
     * @param labelSmoothing 0 to below 1
     * @param regressionWeight of the regression loss beside the classification loss
     * @param photoDropout share of training photos that are taken as missing, per epoch
     * @param minimumRows training rows below which a run is refused
     * @param minimumPhotos training rows with photo below which a network that can do without does not listen to photos
     */
    public record Training(
            int epochs,
            int batch,
            int factsBatch,
            double learningRate,
            double weightDecay,
            Schedule schedule,
            int patience,
            double labelSmoothing,
            ClassWeighting classWeights,
            double regressionWeight,
            double photoDropout,
            boolean augment,
            long seed,
            int minimumRows,
            int minimumPhotos) {}

    /** A range of numbers or a list of values. */
    public record Range(@Nullable Double min, @Nullable Double max, Scale scale, List<String> values) {}

    /** The photo feature, null for tasks without. */
    public @Nullable Feature photo() {
        return features.stream().filter(f -> f.kind() == Kind.PHOTO).findFirst().orElse(null);
    }

    /** Features other than the photo, in order. */
    public List<Feature> facts() {
        return features.stream().filter(f -> f.kind() != Kind.PHOTO).toList();
    }
}
