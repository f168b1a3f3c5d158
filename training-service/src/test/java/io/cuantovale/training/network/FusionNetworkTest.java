package io.cuantovale.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusionNetworkTest {
    private final Engine engine = PyTorch.engine(1);

    @ParameterizedTest
    @CsvSource({"earlier,261,14113752", "earlier-compact,260,1747110"})
    void anEarlierNetworkHasThePublishedNumberOfParameters(String name, int places, long parameters) {
        NetworkInput input = new NetworkInput(4, List.of(new NetworkInput.Lookup(places, 4)), 4, true, 192, 256);
        try (NDManager manager = engine.newBaseManager()) {
            FusionNetwork network = new FusionNetwork(NetworkShape.named(name), input);
            network.start(manager);
            assertThat(network.parameterCount()).isEqualTo(parameters);
            assertThat(network.regression()).isFalse();
            assertThat(network.embeddingWidth()).isEqualTo(64);
        }
    }

    @Test
    void aPhotoReachesTheConvolutionsAsChannelPlanesAndIsNotScrambled() {
        NetworkInput input = new NetworkInput(1, List.of(), 2, false, 16, 16);
        NetworkShape shape = new NetworkShape(List.of(1), true, List.of(2), false, false, false, 0);
        try (NDManager manager = engine.newBaseManager()) {
            FusionNetwork network = new FusionNetwork(shape, input);
            network.start(manager);
            PhotoBranch branch = java.util.Objects.requireNonNull(network.photoBranch());
            // A kernel that only looks at the green channel.
            float[] kernel = new float[3 * 16];
            java.util.Arrays.fill(kernel, 16, 32, 1f / 16);
            branch.convolutions()
                    .getFirst()
                    .getParameters()
                    .get("weight")
                    .getArray()
                    .set(kernel);
            assertThat(embedding(network, manager, 0, 255, 0)).isGreaterThan(1.5f);
            assertThat(embedding(network, manager, 255, 0, 255)).isEqualTo(0f, within(1e-6f));
        }
    }

    private static float embedding(FusionNetwork network, NDManager manager, int red, int green, int blue) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(16 * 16 * 3);
        while (pixels.hasRemaining()) {
            pixels.put((byte) red).put((byte) green).put((byte) blue);
        }
        NDArray photo = manager.create(pixels.flip(), new Shape(1, 16, 16, 3), DataType.UINT8);
        NDArray dense = manager.zeros(new Shape(1, 1));
        return network.forward(new ParameterStore(manager, false), new NDList(dense, photo), false)
                .get(1)
                .getFloat(0, 0);
    }
}
