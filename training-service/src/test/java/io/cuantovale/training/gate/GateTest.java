package io.cuantovale.training.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.training.evaluate.ScoredRow;
import io.cuantovale.training.task.TaskFiles;
import io.cuantovale.training.task.TaskSpec;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final TaskSpec NUMBERS = TaskFiles.parse("numbers.yaml", """
            task: numbers
            title: A number from a number
            features:
              - {name: x, kind: numeric, min: 0, max: 1, encoding: {transform: standardise}}
            target:
              kind: bins
              column: y
              unit: things
              scale: log
              level: 0.9
              estimate_output: y
              interval_output: y_interval
              classes: [{name: low, upper: 100}, {name: high}]
            network: light
            networks: {light: {kind: light}}
            training: {epochs: 2}
            """);
    private static final TaskSpec CLASSES = TaskFiles.parse("letters.yaml", """
            task: letters
            title: A class from a number
            features:
              - {name: x, kind: numeric, min: 0, max: 1, encoding: {transform: standardise}}
            target: {kind: classes, column: y, classes: [{name: a}, {name: b}, {name: c}]}
            network: light
            networks: {light: {kind: light}}
            training: {epochs: 2}
            """);
    private static final Gate GATE = new Gate(new GateRules(0.95, 1000, 0.02, 100));

    /** Rows whose estimate is off by up to {@code error}, with intervals of a factor {@code width} each way. */
    private static List<ScoredRow> rows(int count, double error, double width, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    double actual = 50 + i;
                    double estimate = actual * Math.exp(error * (2 * random.nextDouble() - 1));
                    return new ScoredRow(
                            "s:" + i,
                            "g" + i,
                            actual,
                            estimate,
                            estimate / width,
                            estimate * width,
                            0,
                            0,
                            new float[] {0.5f, 0.5f},
                            0,
                            false);
                })
                .toList();
    }

    private static Candidate candidate(List<ScoredRow> rows, double baseline) {
        return new Candidate(rows, rows.stream().map(row -> baseline).toList(), 5);
    }

    @Test
    void aBetterChallengerPasses() {
        GateDecision decision =
                GATE.againstChampion(NUMBERS, candidate(rows(300, 0.1, 1.094, 1), 0.2), "m1", rows(300, 0.3, 1.1, 2));
        assertThat(decision.passed()).isTrue();
        assertThat(decision.promoted()).as("promotion is carried out elsewhere").isFalse();
        assertThat(decision.comparedWith()).isEqualTo("m1");
        assertThat(decision.measure()).isEqualTo("absolute log error");
        assertThat(decision.reason())
                .startsWith("better: mean absolute log error")
                .contains("300 test rows");
    }

    @Test
    void aWorseOrEqualChallengerIsRefused() {
        assertThat(GATE.againstChampion(NUMBERS, candidate(rows(300, 0.3, 1.3, 1), 0.2), "m1", rows(300, 0.1, 1.3, 2)))
                .satisfies(d -> assertThat(d.passed()).isFalse())
                .satisfies(d -> assertThat(d.reason()).startsWith("not better: "));
        List<ScoredRow> same = rows(300, 0.3, 1.3, 1);
        assertThat(GATE.againstChampion(NUMBERS, candidate(same, 0.2), "m1", same)
                        .passed())
                .isFalse();
    }

    @Test
    void onlyRowsThatBothScoredAreCompared() {
        GateDecision decision = GATE.againstChampion(
                NUMBERS,
                candidate(rows(300, 0.1, 1.094, 1), 0.2),
                "m1",
                rows(300, 0.3, 1.1, 2).subList(0, 100));
        assertThat(decision.comparison().rows()).isEqualTo(100);
        assertThat(GATE.againstChampion(NUMBERS, candidate(rows(9, 0.1, 1.1, 1), 0.2), "m1", List.of())
                        .reason())
                .startsWith("no test row");
    }

    @Test
    void theFirstModelMustBeatTheBaseline() {
        assertThat(GATE.againstBaseline(NUMBERS, candidate(rows(42, 0.2, 1.197, 1), 0.3)))
                .satisfies(d -> assertThat(d.passed()).isTrue())
                .satisfies(d -> assertThat(d.comparedWith()).isEqualTo("baseline"));
        assertThat(GATE.againstBaseline(NUMBERS, candidate(rows(42, 0.4, 1.3, 1), 0.05))
                        .passed())
                .isFalse();
    }

    @Test
    void aFewJunkRowsDoNotDecideAgainstTheFirstModel() {
        List<ScoredRow> rows = new java.util.ArrayList<>(rows(60, 0.1, 1.094, 1));
        ScoredRow junk = rows.getFirst();
        rows.set(0, new ScoredRow("s:0", "g0", 1.0, 1000.0, 500.0, 2000.0, 0, 0, junk.probabilities(), 1, false));
        assertThat(GATE.againstBaseline(NUMBERS, candidate(rows, 0.2)).passed()).isTrue();
    }

    @Test
    void intervalsThatClearlyMissTheirLevelRefuse() {
        GateDecision decision = GATE.againstBaseline(NUMBERS, candidate(rows(400, 0.2, 1.05, 1), 0.5));
        assertThat(decision.passed()).isFalse();
        assertThat(decision.reason()).startsWith("interval covers ").contains("expected: near 90 %");
        assertThat(GATE.againstBaseline(NUMBERS, candidate(rows(20, 0.2, 1.16, 1), 0.5))
                        .passed())
                .as("20 rows cannot show that coverage is wrong")
                .isTrue();
    }

    @Test
    void aSlowModelIsRefused() {
        List<ScoredRow> rows = rows(100, 0.1, 1.094, 1);
        Candidate slow = new Candidate(rows, rows.stream().map(row -> 0.5).toList(), 250);
        assertThat(GATE.againstBaseline(NUMBERS, slow).reason())
                .isEqualTo("latency: 250.0 ms (expected: at most 100 ms)");
    }

    @Test
    void plainClassesAreComparedByLogLoss() {
        List<ScoredRow> good = classes(0.8f);
        GateDecision first = GATE.againstBaseline(CLASSES, new Candidate(good, List.of(), 1));
        assertThat(first.passed()).isTrue();
        assertThat(first.measure()).isEqualTo("log loss");
        assertThat(first.coverage()).isNull();
        assertThat(GATE.againstBaseline(CLASSES, new Candidate(classes(0.2f), List.of(), 1))
                        .passed())
                .isFalse();
        assertThat(GATE.againstChampion(CLASSES, new Candidate(good, List.of(), 1), "m1", classes(0.5f))
                        .passed())
                .isTrue();
    }

    private static List<ScoredRow> classes(float right) {
        return IntStream.range(0, 90)
                .mapToObj(i -> {
                    float[] probabilities = {(1 - right) / 2, (1 - right) / 2, (1 - right) / 2};
                    probabilities[i % 3] = right;
                    return new ScoredRow("s:" + i, "g" + i, null, null, null, null, i % 3, 0, probabilities, 0, false);
                })
                .toList();
    }
}
