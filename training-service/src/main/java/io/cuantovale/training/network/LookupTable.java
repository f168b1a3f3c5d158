package io.cuantovale.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/** A learnt vector per index: int64 [N] to float [N,D]. */
public final class LookupTable extends AbstractBlock {
    private static final float SPREAD = 0.1f;

    private final int dimension;
    private final Parameter weight;

    public LookupTable(int entries, int dimension) {
        this.dimension = dimension;
        weight = addParameter(Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(entries, dimension))
                .optInitializer(new NormalInitializer(SPREAD))
                .build());
    }

    public int dimension() {
        return dimension;
    }

    /** The values, float [entries, dimension]. */
    public NDArray values() {
        return weight.getArray();
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray ids = inputs.singletonOrThrow();
        return Embedding.embedding(ids, store.getValue(weight, ids.getDevice(), training), SparseFormat.DENSE);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[0].add(dimension)};
    }
}
