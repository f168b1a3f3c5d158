package io.cuantovale.training.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskFilesTest {
    private static final String SOUND = """
            task: points
            title: Points
            features:
              - {name: x, kind: numeric, encoding: {transform: standardise}}
              - {name: kind_of, kind: categorical, unknown: other, encoding: {transform: embedding, dimension: 2}}
            target:
              kind: bins
              column: y
              classes: [{name: low, upper: 10}, {name: high}]
            network: small
            networks: {small: {kind: facts-only}}
            training: {epochs: 5}
            """;

    @Test
    void builtInTaskIsSound() {
        TaskSpec task = new TaskFiles(null).load("property-price");
        assertThat(task.facts()).hasSize(5);
        assertThat(task.photo()).isNotNull();
        assertThat(task.networks()).containsKeys("light", "earlier", "earlier-compact");
        assertThat(task.target().classes())
                .extracting(TaskSpec.ClassSpec::upper)
                .containsExactly(100_000.0, 200_000.0, 300_000.0, null);
    }

    @Test
    void leftOutKeysHaveDefaults() {
        TaskSpec task = TaskFiles.parse("points.yaml", SOUND);
        assertThat(task.training().epochs()).isEqualTo(5);
        assertThat(task.training().batch()).isEqualTo(32);
        assertThat(task.features().getFirst().required()).isTrue();
        assertThat(task.target().estimateOutput()).isEqualTo("estimate");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kind: numeric | kind: numerical | points.yaml: features[0].kind: numerical (expected: one of [photo, numeric, integer, categorical])
                    transform: standardise | transform: one-hot | points.yaml: features[0].encoding.transform: ONE_HOT (expected: standardise, log-standardise, min-max or scale for a numeric feature)
                    epochs: 5 | epoch: 5 | points.yaml: training.epoch: unknown key (expected: one of [augment, batch,
                    epochs: 5 | epochs: 0 | points.yaml: training: epochs: 0.0 (expected: 1.0 to 10000.0)
                    epochs: 5 | epochs: many | points.yaml: training.epochs: many (expected: a whole number)
                    network: small | network: large | points.yaml: network: large (expected: one of [small])
                    kind: facts-only | kind: forest | points.yaml: networks.small.kind: forest (expected: one of [earlier, earlier-compact, facts-only, light])
                    upper: 10 | colour: 10 | points.yaml: target.classes[0].colour: unknown key
                    ', upper: 10' | '' | points.yaml: target.classes[0].upper: null (expected: a number)
                    unknown: other, | '' | points.yaml: kind_of.unknown: none (expected: a name, as the vocabulary is taken from the data)
                    dimension: 2 | dimension: 0 | points.yaml: features[1].encoding.dimension: 0.0 (expected: 1.0 to 1024.0)
                    name: kind_of | name: x | points.yaml: features[1].name: x (expected: a name that no other feature has)
                    """)
    void mistakesAreNamedWithFileKeyValueAndWhatWasExpected(String sound, String mistaken, String message) {
        assertThat(SOUND).contains(sound);
        assertThatThrownBy(() -> TaskFiles.parse("points.yaml", SOUND.replace(sound, mistaken)))
                .isInstanceOf(TaskFileException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void ownFolderComesFirst(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("points.yaml"), SOUND);
        TaskFiles files = new TaskFiles(folder);
        assertThat(files.names()).contains("points", "property-price");
        assertThat(files.load("points").title()).isEqualTo("Points");
        assertThatThrownBy(() -> files.load("lines"))
                .hasMessage("task: lines (expected: one of [points, property-price])");
    }
}
