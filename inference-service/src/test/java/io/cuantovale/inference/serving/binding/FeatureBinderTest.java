package io.cuantovale.inference.serving.binding;

import static io.cuantovale.inference.fixture.Tensors.bytes;
import static io.cuantovale.inference.fixture.Tensors.floats;
import static io.cuantovale.inference.fixture.Tensors.longs;
import static io.cuantovale.inference.fixture.Tensors.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.contracts.model.ModelManifest.Feature;
import io.cuantovale.contracts.model.ModelManifest.Tensor;
import io.cuantovale.inference.fixture.TestModels;
import io.cuantovale.inference.serving.protocol.Datatype;
import io.cuantovale.inference.serving.protocol.InputTensor;
import io.cuantovale.inference.serving.protocol.InputTensor.Elements;
import io.cuantovale.inference.serving.protocol.InputTensor.Encoding;
import io.cuantovale.inference.serving.protocol.Numbers;
import io.cuantovale.inference.serving.protocol.ServingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How callers' values become graph inputs. */
class FeatureBinderTest {
    private static final ModelManifest MANIFEST = TestModels.prices("v1", 0).manifest();
    private static final GraphSpec GRAPH = GraphSpec.of(MANIFEST);
    private final FeatureBinder binder = new FeatureBinder(MANIFEST, GRAPH);

    @Test
    void looksUpCategoriesAndTakesUnknownOnesWhereTheVocabularyHasAPlaceForThem() {
        BoundRows rows = binder.bind(inputs(texts("location", "salto/salto", "atlantis/centre", "montevideo/pocitos")));
        assertThat(numbers(rows, "location")).containsExactly(2, 0, 1);
    }

    @Test
    void refusesUnknownCategoriesWhereItHasNone() {
        assertRefused(
                inputs(texts("building_type", "house", "castle", "house")),
                "building_type[1]: castle (expected: one of [apartment, house])");
    }

    @Test
    void takesCountsAboveTheLimitAsTheLimit() {
        BoundRows rows = binder.bind(inputs(longs("rooms", 0, 4, 17)));
        assertThat(numbers(rows, "rooms")).containsExactly(0, 4, 4);
        assertRefused(inputs(longs("bathrooms", 1, 0, 2)), "bathrooms[1]: 0 (expected: at least 1)");
    }

    @Test
    void refusesNumbersOutsideTheLimits() {
        assertRefused(inputs(floats("area_m2", 60, 60, 500.5)), "area_m2[2]: 500.5 (expected: 25 to 500)");
        assertRefused(inputs(floats("area_m2", Double.POSITIVE_INFINITY, 60, 60)), "area_m2[0]: Infinity");
        assertRefused(inputs(floats("area_m2", 60, Double.NaN, 60)), "area_m2[1]: nothing (expected: a value)");
    }

    @Test
    void takesWholeNumbersOfAnyWidthButNoFractionsForIntegers() {
        ByteBuffer bytes = Numbers.allocate(Datatype.UINT8, 3);
        bytes.put(0, (byte) 3);
        InputTensor narrow =
                new InputTensor("rooms", Datatype.UINT8, List.of(3L), new InputTensor.Packed(bytes), Encoding.BINARY);
        assertThat(numbers(binder.bind(inputs(narrow)), "rooms")).containsExactly(3, 0, 0);
        assertRefused(inputs(floats("rooms", 1, 2, 3)), "rooms: datatype FP32 (expected: INT64)");
    }

    @Test
    void marksWhichPhotosAreThere() {
        BoundRows rows = binder.bind(inputs(bytes("photo", new byte[] {1}, new byte[0], new byte[] {2, 3})));
        assertThat(numbers(rows, "photo_present")).containsExactly(1, 0, 1);
        assertThat(rows.photos()).isEqualTo(2);
        assertThat(rows.bytes()).isGreaterThan(2L * 192 * 256 * 3);
        BoundRows without = binder.bind(
                inputs(null).stream().filter(i -> !i.name().equals("photo")).toList());
        assertThat(numbers(without, "photo_present")).containsExactly(0, 0, 0);
    }

    @Test
    void readsPhotosInJsonAsBase64() {
        InputTensor photo = json("photo", "/9j/", "", "%%%");
        assertRefused(inputs(photo), "photo[2]: %%%... (expected: Base64");
        BoundRows rows = binder.bind(inputs(json("photo", "/9j/", "", "AAAA")));
        assertThat(numbers(rows, "photo_present")).containsExactly(1, 0, 1);
    }

    @Test
    void saysWhichInputIsMissingUnknownTwiceOrOfAnotherLength() {
        assertRefused(
                inputs(null).stream().filter(i -> !i.name().equals("area_m2")).toList(),
                "area_m2: missing (expected: FP32 [3])");
        List<InputTensor> more = new ArrayList<>(inputs(null));
        more.add(floats("garden", 1, 2, 3));
        assertRefused(more, "input: garden (expected: one of [photo, area_m2,");
        List<InputTensor> twice = new ArrayList<>(inputs(null));
        twice.add(longs("rooms", 1, 1, 1));
        assertRefused(twice, "input: rooms twice");
        assertRefused(inputs(longs("rooms", 1, 1)), "2 rows (expected: 3");
        assertRefused(List.of(), "no rows");
    }

    @Test
    void refusesManifestsThatItCannotServe() {
        Feature odd = new Feature("odd", "hologram", "odd", null, true, null, null, false, List.of(), null, null, null);
        assertUnsupported(List.of(odd), tensor("odd"), "kind hologram");
        assertUnsupported(
                List.of(TestModels.number("a", "numeric", null, null, false)),
                tensor("b"),
                "tensor: a (expected: an input of the graph)");
        Feature optional =
                new Feature("a", "numeric", "a", null, false, null, null, false, List.of(), null, null, null);
        assertUnsupported(List.of(optional), tensor("a"), "optional without presence tensor");
        assertUnsupported(List.of(TestModels.category("a", List.of(), null)), tensor("a"), "empty vocabulary");
        assertUnsupported(
                List.of(TestModels.number("a", "numeric", null, null, false)),
                new Tensor("a", "FP32", List.of(-1, -1), "a"),
                "only the first dimension open");
    }

    private static void assertUnsupported(List<Feature> features, Tensor input, String message) {
        ModelManifest manifest = TestModels.manifest(
                "t", "v", null, features, List.of(input), List.of(tensor("out")), List.of(), null, null);
        assertThatThrownBy(() -> new FeatureBinder(manifest, GraphSpec.of(manifest)))
                .isInstanceOf(UnsupportedContractException.class)
                .hasMessageContaining(message);
    }

    private static Tensor tensor(String name) {
        return new Tensor(name, "FP32", List.of(-1), name);
    }

    private void assertRefused(List<InputTensor> inputs, String message) {
        assertThatThrownBy(() -> binder.bind(inputs))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining(message);
    }

    private static InputTensor json(String name, String... values) {
        List<ByteBuffer> elements = java.util.Arrays.stream(values)
                .map(v -> ByteBuffer.wrap(v.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new InputTensor(
                name, Datatype.BYTES, List.of((long) values.length), new Elements(elements), Encoding.JSON);
    }

    /** Three good rows, with one input replaced. */
    private static List<InputTensor> inputs(@Nullable InputTensor replaced) {
        return List.of(
                        bytes("photo", new byte[0], new byte[0], new byte[0]),
                        floats("area_m2", 60, 60, 60),
                        longs("rooms", 1, 1, 1),
                        longs("bathrooms", 1, 1, 1),
                        texts("building_type", "house", "house", "house"),
                        texts("location", "salto/salto", "salto/salto", "salto/salto"))
                .stream()
                .map(i -> replaced != null && replaced.name().equals(i.name()) ? replaced : i)
                .toList();
    }

    private static double[] numbers(BoundRows rows, String tensor) {
        int index = GRAPH.input(tensor);
        TensorSpec spec = GRAPH.inputs().get(index);
        ByteBuffer bytes = ((BoundRows.Packed) rows.inputs().get(index)).bytes();
        double[] values = new double[rows.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Numbers.readDouble(spec.datatype(), bytes, i);
        }
        return values;
    }
}
