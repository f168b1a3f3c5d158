package io.cuantovale.inference.serving.batch;

import static io.cuantovale.inference.fixture.Tensors.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.inference.fixture.Tensors;
import io.cuantovale.inference.fixture.TestModels;
import io.cuantovale.inference.serving.binding.BoundRows;
import io.cuantovale.inference.serving.binding.FeatureBinder;
import io.cuantovale.inference.serving.binding.GraphSpec;
import io.cuantovale.inference.serving.metrics.StageMetrics;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.OutputTensor;
import io.cuantovale.inference.serving.protocol.ServingException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of many requests in one run, and one bad request among them. */
class BatcherTest {
    private static final float POISON = 666;
    private static final ModelManifest MANIFEST = TestModels.triage("t1").manifest();
    private static final GraphSpec SPEC = GraphSpec.of(MANIFEST);
    private static final StageMetrics METRICS = new StageMetrics(new SimpleMeterRegistry(), "test");

    private final SlowGraph graph = new SlowGraph();
    private final DecodePool pool = new DecodePool(1, (encoded, height, width) -> new byte[0]);
    private final Batcher batcher = new Batcher("test", graph, SPEC, new BatchSettings(4, 0, 1), METRICS);

    /** Answers the sum and the difference of its inputs, and zero; holds its second and later runs at a gate. */
    private static final class SlowGraph implements Graph {
        final List<Integer> batches = new CopyOnWriteArrayList<>();
        final CountDownLatch entered = new CountDownLatch(1);
        volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public List<ByteBuffer> run(int rows, List<ByteBuffer> inputs) throws GraphException {
            batches.add(rows);
            try {
                if (gate.getCount() > 0) {
                    entered.countDown();
                }
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ByteBuffer out = ByteBuffer.allocate(rows * 12).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < rows; i++) {
                float heat = inputs.get(0).getFloat(i * 4);
                float pulse = inputs.get(1).getFloat(i * 4);
                if (heat == POISON) {
                    throw new GraphException("no such index", new IllegalStateException());
                }
                out.putFloat(heat + pulse).putFloat(heat - pulse).putFloat(0);
            }
            return List.of(out.flip());
        }

        @Override
        public void close() {
            batches.clear();
        }
    }

    @BeforeEach
    void start() {
        batcher.start().join();
        graph.batches.clear();
    }

    @AfterEach
    void stop() {
        graph.gate.countDown();
        batcher.close();
        pool.close();
    }

    @Test
    void computesRowsOfWaitingRequestsTogetherAndGivesEachItsOwn() throws InterruptedException {
        graph.gate = new CountDownLatch(1);
        CompletableFuture<List<OutputTensor>> first = submit(null, 1);
        graph.entered.await();
        CompletableFuture<List<OutputTensor>> second = submit(null, 2, 3);
        CompletableFuture<List<OutputTensor>> third = submit(null, 4, 5, 6);
        graph.gate.countDown();
        assertThat(sums(first)).containsExactly(2);
        assertThat(sums(second)).containsExactly(4, 6);
        assertThat(sums(third)).containsExactly(8, 10, 12);
        assertThat(graph.batches).containsExactly(1, 4, 1);
    }

    @Test
    void failsOnlyTheRequestThatTheGraphRefuses() throws InterruptedException {
        graph.gate = new CountDownLatch(1);
        CompletableFuture<List<OutputTensor>> first = submit(null, 1);
        graph.entered.await();
        CompletableFuture<List<OutputTensor>> good = submit(null, 2);
        CompletableFuture<List<OutputTensor>> bad = submit(null, POISON);
        CompletableFuture<List<OutputTensor>> alsoGood = submit(null, 3);
        graph.gate.countDown();
        assertThat(sums(first)).containsExactly(2);
        assertThat(sums(good)).containsExactly(4);
        assertThat(sums(alsoGood)).containsExactly(6);
        assertThat(refusal(bad).code()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void doesNotComputeWhatNobodyWaitsForAnyMore() throws InterruptedException {
        graph.gate = new CountDownLatch(1);
        CompletableFuture<List<OutputTensor>> first = submit(null, 1);
        graph.entered.await();
        CompletableFuture<List<OutputTensor>> late = submit(System.nanoTime() + 1, 2);
        CompletableFuture<List<OutputTensor>> cancelled = submit(null, 3);
        CompletableFuture<List<OutputTensor>> patient = submit(null, 4);
        cancelled.cancel(false);
        graph.gate.countDown();
        assertThat(sums(patient)).containsExactly(8);
        assertThat(sums(first)).containsExactly(2);
        assertThat(refusal(late).code()).isEqualTo(ErrorCode.DEADLINE);
        assertThat(graph.batches).containsExactly(1, 1);
    }

    @Test
    void splitsARequestThatIsLargerThanABatch() {
        double[] rows = new double[11];
        java.util.Arrays.setAll(rows, i -> i);
        float[] sums = sums(submit(null, rows));
        assertThat(sums).hasSize(11).contains(0, 20);
        assertThat(graph.batches).allMatch(n -> n <= 4);
        assertThat(graph.batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(11);
    }

    private CompletableFuture<List<OutputTensor>> submit(
            @org.jspecify.annotations.Nullable Long deadline, double... heat) {
        double[] pulse = java.util.Arrays.stream(heat).map(Math::abs).toArray();
        BoundRows bound = new FeatureBinder(MANIFEST, SPEC).bind(List.of(floats("heat", heat), floats("pulse", pulse)));
        Job job = new Job(bound, SPEC, deadline);
        pool.start(job, batcher, METRICS);
        return job.result();
    }

    private static float[] sums(CompletableFuture<List<OutputTensor>> answer) {
        float[] all = Tensors.floats(answer.join().getFirst());
        float[] sums = new float[all.length / 3];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = all[i * 3];
        }
        return sums;
    }

    private static ServingException refusal(CompletableFuture<?> answer) {
        List<ServingException> found = new CopyOnWriteArrayList<>();
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(ServingException.class, found::add);
        return found.getFirst();
    }
}
