package io.cuantovale.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A photo branch and the facts, joined into fully connected layers.
 *
 * <p>Input: dense facts float [N,F], then one int64 [N] per embedded fact, then, where every row has one, photos uint8
 * [N,H,W,3] (RGB). Rows with and without photo come in separate batches, so that rows without never pay for the
 * convolutions. Output: logits [N,B], embedding [N,E], and for networks with regression the standardised number [N].
 */
public final class FusionNetwork extends AbstractBlock {
    private final NetworkShape shape;
    private final NetworkInput input;
    private final @Nullable PhotoBranch photo;
    private final List<LookupTable> tables = new ArrayList<>();
    private final List<Linear> hidden = new ArrayList<>();
    private final @Nullable Linear photoLayer;
    private final Linear classes;
    private @Nullable Linear head;
    private @Nullable Linear wide;
    private final List<LookupTable> wideTables = new ArrayList<>();

    /** Builds the blocks; parameters exist after {@link #start}. */
    public FusionNetwork(NetworkShape shape, NetworkInput input) {
        this.shape = shape;
        this.input = input;
        this.photo = input.hasPhoto() && !shape.channels().isEmpty()
                ? addChildBlock("photo", new PhotoBranch(shape, input.photoHeight(), input.photoWidth()))
                : null;
        // The photo's share of the first hidden layer stands apart, as only rows with photo teach it.
        this.photoLayer = photo == null
                ? null
                : addChildBlock(
                        "photoLayer",
                        Linear.builder()
                                .setUnits(shape.hidden().getFirst())
                                .optBias(false)
                                .build());
        for (int i = 0; i < input.tables().size(); i++) {
            NetworkInput.Lookup lookup = input.tables().get(i);
            tables.add(addChildBlock("table" + i, new LookupTable(lookup.entries(), lookup.dimension())));
        }
        for (int i = 0; i < shape.hidden().size(); i++) {
            hidden.add(addChildBlock("hidden" + i, linear(shape.hidden().get(i))));
        }
        this.classes = addChildBlock("classes", linear(input.classes()));
        if (regression()) {
            head = addChildBlock("head", linear(1));
            wide = addChildBlock("wide", linear(1));
            for (int i = 0; i < input.tables().size(); i++) {
                wideTables.add(addChildBlock(
                        "wideTable" + i, new LookupTable(input.tables().get(i).entries(), 1)));
            }
        }
    }

    /** Allocates and initialises the parameters. */
    public void start(NDManager manager) {
        initialize(manager, DataType.FLOAT32, new Shape(1, input.dense()));
    }

    public NetworkShape shape() {
        return shape;
    }

    public NetworkInput input() {
        return input;
    }

    /** Whether there is a regression output. */
    public boolean regression() {
        return shape.regression() && input.regression();
    }

    /** Whether the network looks at photos. */
    public boolean readsPhotos() {
        return photo != null;
    }

    /** Columns of the embedding output. */
    public int embeddingWidth() {
        return shape.embeddingFromHidden() || photo == null ? shape.hidden().getLast() : photo.width();
    }

    /** Whether the embedding is the photo branch's output, zeros without photo. */
    public boolean embedsPhoto() {
        return !shape.embeddingFromHidden() && photo != null;
    }

    /** The convolutions; null for networks that read no photos. */
    public @Nullable PhotoBranch photoBranch() {
        return photo;
    }

    /** From the photo's vector, and whether there is one, to the first hidden layer; null without photos. */
    public @Nullable Linear photoLayer() {
        return photoLayer;
    }

    /** Whether the network was made to do without photos: it knows when one is missing. */
    public boolean knowsMissingPhotos() {
        return photo != null && shape.presence();
    }

    /** Takes the photo's say away: with and without one, predictions are then the same. */
    public void silencePhoto() {
        if (photoLayer != null) {
            photoLayer.getParameters().get("weight").getArray().muli(0);
        }
    }

    public List<LookupTable> tables() {
        return tables;
    }

    public List<Linear> hiddenLayers() {
        return hidden;
    }

    public Linear classLayer() {
        return classes;
    }

    /** The deep part of the regression; null without. */
    public @Nullable Linear head() {
        return head;
    }

    /** The linear path from the dense facts to the regression; null without. */
    public @Nullable Linear wide() {
        return wide;
    }

    /** The linear path from the embedded facts to the regression. */
    public List<LookupTable> wideTables() {
        return wideTables;
    }

    /** Number of trainable values. */
    public long parameterCount() {
        return getParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .mapToLong(p -> p.getShape().size())
                .sum();
    }

    /** Names of the parameters that only rows with photo can teach. */
    public Set<String> photoParameters() {
        Set<String> names = new LinkedHashSet<>();
        ParameterList all = getParameters();
        List<Parameter> own = new ArrayList<>();
        if (photo != null && photoLayer != null) {
            own.addAll(photo.getParameters().values());
            own.addAll(photoLayer.getParameters().values());
        }
        all.forEach(p -> {
            if (own.contains(p.getValue())) {
                names.add(p.getKey());
            }
        });
        return names;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray dense = inputs.get(0);
        int lookups = tables.size();
        boolean withPhoto = photo != null && inputs.size() > 1 + lookups;
        NDList joined = new NDList();
        NDArray photoVector = null;
        if (photo != null) {
            photoVector = withPhoto
                    ? photo.forward(store, new NDList(inputs.get(1 + lookups)), training)
                            .singletonOrThrow()
                    : dense.getManager().zeros(new Shape(dense.getShape().get(0), photo.width()));
        }
        joined.add(dense);
        for (int i = 0; i < lookups; i++) {
            joined.add(one(tables.get(i).forward(store, new NDList(inputs.get(1 + i)), training)));
        }
        NDArray linear = wide == null ? null : linearPath(wide, store, inputs, training);
        if (linear != null) {
            joined.add(linear);
        }
        NDArray x = NDArrays.concat(joined, 1);
        for (int i = 0; i < hidden.size(); i++) {
            x = one(hidden.get(i).forward(store, new NDList(x), training));
            if (i == 0 && withPhoto && photoLayer != null && photoVector != null) {
                x = x.add(one(photoLayer.forward(store, new NDList(photoColumns(photoVector)), training)));
            }
            x = Activation.relu(x);
            if (shape.dropout() > 0) {
                x = one(Dropout.dropout(x, (float) shape.dropout(), training));
            }
        }
        NDList outputs = new NDList(
                one(classes.forward(store, new NDList(x), training)),
                shape.embeddingFromHidden() || photoVector == null ? x : photoVector);
        if (head != null && linear != null) {
            outputs.add(linear.add(one(head.forward(store, new NDList(x), training)))
                    .squeeze(1));
        }
        return outputs;
    }

    private NDArray photoColumns(NDArray vector) {
        return shape.presence()
                ? vector.concat(
                        vector.getManager().ones(new Shape(vector.getShape().get(0), 1)), 1)
                : vector;
    }

    private NDArray linearPath(Linear path, ParameterStore store, NDList inputs, boolean training) {
        NDArray sum = one(path.forward(store, new NDList(inputs.get(0)), training));
        for (int i = 0; i < wideTables.size(); i++) {
            sum = sum.add(one(wideTables.get(i).forward(store, new NDList(inputs.get(1 + i)), training)));
        }
        return sum;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        long n = inputs[0].get(0);
        Shape logits = new Shape(n, input.classes());
        Shape embedding = new Shape(n, embeddingWidth());
        return regression() ? new Shape[] {logits, embedding, new Shape(n)} : new Shape[] {logits, embedding};
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        if (photo != null) {
            photo.initialize(manager, type, new Shape(1, input.photoHeight(), input.photoWidth(), 3));
        }
        if (photo != null && photoLayer != null) {
            photoLayer.initialize(manager, type, new Shape(1, photo.width() + (shape.presence() ? 1 : 0)));
        }
        long units = input.dense();
        for (LookupTable table : tables) {
            table.initialize(manager, type, new Shape(1));
            units += table.dimension();
        }
        if (wide != null && head != null) {
            wide.initialize(manager, type, new Shape(1, input.dense()));
            wideTables.forEach(t -> t.initialize(manager, type, new Shape(1)));
            units += 1;
        }
        for (Linear layer : hidden) {
            layer.initialize(manager, type, new Shape(1, units));
            units = layer.getOutputShapes(new Shape[] {new Shape(1, units)})[0].get(1);
        }
        classes.initialize(manager, type, new Shape(1, units));
        if (head != null) {
            head.initialize(manager, type, new Shape(1, units));
        }
    }

    private static Linear linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    private static NDArray one(NDList list) {
        return list.singletonOrThrow();
    }
}
