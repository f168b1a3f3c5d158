package io.cuantovale.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions over photos: uint8 [N,H,W,3] (RGB, row by row) to float [N,E]. The pixels are transposed, never
 * reshaped, into channel planes.
 */
public final class PhotoBranch extends AbstractBlock {
    /** Kernel side of every convolution. */
    public static final int KERNEL = 4;
    /** Stride of every convolution. */
    public static final int STRIDE = 2;
    /** Zeros around the input of every convolution. */
    public static final int PADDING = 1;
    /** Epsilon of the batch norms. */
    public static final float EPSILON = 1e-5f;
    /** A byte v is read as v * SCALE + OFFSET: -2 to 2. */
    public static final float SCALE = 4f / 255f;

    public static final float OFFSET = -2f;

    private final boolean pooled;
    private final int width;
    private final List<Conv2d> convolutions = new ArrayList<>();
    private final List<BatchNorm> norms = new ArrayList<>();

    PhotoBranch(NetworkShape shape, int photoHeight, int photoWidth) {
        this.pooled = shape.pooled();
        int height = photoHeight;
        int across = photoWidth;
        for (int i = 0; i < shape.channels().size(); i++) {
            convolutions.add(addChildBlock(
                    "conv" + i,
                    Conv2d.builder()
                            .setFilters(shape.channels().get(i))
                            .setKernelShape(new Shape(KERNEL, KERNEL))
                            .optStride(new Shape(STRIDE, STRIDE))
                            .optPadding(new Shape(PADDING, PADDING))
                            .optBias(false)
                            .build()));
            // DJL's momentum is the share that is kept: 0.9 equals PyTorch's 0.1.
            norms.add(addChildBlock(
                    "norm" + i,
                    BatchNorm.builder().optEpsilon(EPSILON).optMomentum(0.9f).build()));
            height /= STRIDE;
            across /= STRIDE;
        }
        if (height < 1 || across < 1) {
            throw new IllegalArgumentException("photo: " + photoHeight + "x" + photoWidth + " (expected: at least "
                    + (1 << shape.channels().size()) + " on each side for this network)");
        }
        this.width = shape.channels().getLast() * (pooled ? 1 : height * across);
    }

    /** Values per photo. */
    public int width() {
        return width;
    }

    /** Whether each channel is averaged. */
    public boolean pooled() {
        return pooled;
    }

    public List<Conv2d> convolutions() {
        return convolutions;
    }

    public List<BatchNorm> norms() {
        return norms;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow()
                .toType(DataType.FLOAT32, false)
                .mul(SCALE)
                .add(OFFSET)
                .transpose(0, 3, 1, 2);
        for (int i = 0; i < convolutions.size(); i++) {
            x = convolutions.get(i).forward(store, new NDList(x), training).singletonOrThrow();
            x = norms.get(i).forward(store, new NDList(x), training).singletonOrThrow();
            x = Activation.relu(x);
        }
        Shape last = x.getShape();
        return new NDList(
                pooled ? x.reshape(last.get(0), last.get(1), -1).mean(new int[] {2}) : x.reshape(last.get(0), -1));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(0), width)};
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        Shape shape = new Shape(inputs[0].get(0), inputs[0].get(3), inputs[0].get(1), inputs[0].get(2));
        for (int i = 0; i < convolutions.size(); i++) {
            convolutions.get(i).initialize(manager, type, shape);
            shape = convolutions.get(i).getOutputShapes(new Shape[] {shape})[0];
            norms.get(i).initialize(manager, type, shape);
        }
    }
}
