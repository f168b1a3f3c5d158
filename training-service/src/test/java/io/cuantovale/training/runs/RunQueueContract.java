package io.cuantovale.training.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.gate.GateDecision;
import io.cuantovale.training.messaging.Outbox;
import io.cuantovale.training.support.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the queue promises, on either database. */
abstract class RunQueueContract {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final MutableClock clock = new MutableClock();
    private Jdbi jdbi;
    private RunStore runs;
    private RunRequests requests;
    private RunQueue queue;
    private RunJournal journal;

    abstract Jdbi database();

    @BeforeEach
    void empty() {
        jdbi = database();
        runs = new RunStore(jdbi, clock);
        requests = new RunRequests(jdbi, runs, new Outbox(jdbi, clock));
        queue = new RunQueue(jdbi, clock, LEASE, 3);
        journal = new RunJournal(jdbi, clock);
    }

    private static TrainingRequested request(String id) {
        return new TrainingRequested(id, "numbers", null, "manual", "because", "a test", Map.of("epochs", "3"));
    }

    private void accept(String id) {
        requests.accept(request(id), EventContext.start());
        clock.forward(Duration.ofSeconds(1));
    }

    private Run only() {
        return runs.list(null, 10).getFirst();
    }

    @Test
    void theSameRequestTwiceIsOneRun() {
        assertThat(requests.accept(request("r1"), EventContext.start())).isTrue();
        assertThat(requests.accept(request("r1"), EventContext.start())).isFalse();
        assertThat(runs.list(null, 10)).singleElement().satisfies(run -> {
            assertThat(run.configuration()).containsExactly(Map.entry("epochs", "3"));
            assertThat(run.state()).isEqualTo(RunState.QUEUED);
        });
    }

    @Test
    void aRunAskedForInsideIsShownAtOnceAndTakenOnlyWhenItsEventHasComeBack() {
        EventContext context = EventContext.start();
        jdbi.useTransaction(handle ->
                assertThat(requests.ask(handle, request("r1"), context)).isPresent());
        assertThat(only().state().shown()).isEqualTo("queued");
        assertThat(queue.take("t")).isEmpty();
        assertThat(requests.accept(request("r1"), context)).isTrue();
        assertThat(queue.take("t")).isPresent();
        assertThat(runs.list(null, 10)).hasSize(1);
    }

    @Test
    void oldestFirstAndOneTrainerEach() {
        accept("r1");
        accept("r2");
        Lease first = queue.take("a").orElseThrow();
        Lease second = queue.take("b").orElseThrow();
        assertThat(queue.take("c")).isEmpty();
        assertThat(runs.find(first.runId()).orElseThrow().requestId()).isEqualTo("r1");
        assertThat(runs.find(second.runId()).orElseThrow().requestId()).isEqualTo("r2");
    }

    @Test
    void manyTrainersNeverTakeTheSameRun() throws InterruptedException {
        IntStream.range(0, 20).forEach(i -> accept("r" + i));
        ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();
        List<Thread> trainers = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    for (var lease = queue.take("t" + i); lease.isPresent(); lease = queue.take("t" + i)) {
                        taken.add(lease.get().runId());
                    }
                }))
                .toList();
        for (Thread trainer : trainers) {
            trainer.join();
        }
        for (var lease = queue.take("last"); lease.isPresent(); lease = queue.take("last")) {
            taken.add(lease.get().runId());
        }
        assertThat(taken).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aRunOfASilentTrainerGoesBackAndTheTrainerCanWriteNoMore() {
        accept("r1");
        Lease lost = queue.take("a").orElseThrow();
        clock.forward(LEASE.minusSeconds(1));
        assertThat(queue.requeueExpired()).isEmpty();
        assertThat(queue.renew(lost)).isFalse();
        clock.forward(LEASE.plusSeconds(1));
        assertThat(queue.requeueExpired()).containsExactly(lost.runId());
        Lease next = queue.take("b").orElseThrow();
        assertThat(next.runId()).isEqualTo(lost.runId());
        assertThatThrownBy(() -> queue.renew(lost)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> journal.stage(lost, "training")).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> journal.failed(lost, "x")).isInstanceOf(LeaseLostException.class);
        journal.stage(next, "training");
        assertThat(only().stage()).isEqualTo("training");
    }

    @Test
    void aRestartedTrainerTakesItsOwnRunBackAtOnce() {
        accept("r1");
        Lease before = queue.take("a").orElseThrow();
        assertThat(queue.reclaim("another")).isEmpty();
        assertThat(queue.reclaim("a")).containsExactly(before.runId());
        assertThat(queue.take("a")).isPresent();
        assertThat(only().attempts()).isEqualTo(2);
    }

    @Test
    void aRunThatKeepsKillingItsTrainerFails() {
        accept("r1");
        for (int i = 0; i < 3; i++) {
            queue.take("a").orElseThrow();
            queue.reclaim("a");
        }
        assertThat(queue.take("a")).isEmpty();
        assertThat(only().state()).isEqualTo(RunState.FAILED);
        assertThat(only().failure()).startsWith("its trainer died 3 times");
    }

    @Test
    void aRunGivenBackAtShutdownCountsNoAttempt() {
        accept("r1");
        queue.giveBack(queue.take("a").orElseThrow());
        assertThat(only().attempts()).isZero();
        assertThat(only().state()).isEqualTo(RunState.QUEUED);
    }

    @Test
    void cancellingReachesWaitingAndRunningRuns() {
        accept("r1");
        accept("r2");
        Lease running = queue.take("a").orElseThrow();
        runs.list(null, 10)
                .forEach(run -> jdbi.useHandle(
                        handle -> assertThat(queue.cancel(handle, run.id())).isTrue()));
        assertThat(queue.take("b")).isEmpty();
        assertThat(queue.renew(running)).as("wants to be cancelled").isTrue();
        journal.cancelled(running);
        assertThat(runs.list(null, 10))
                .allSatisfy(run -> assertThat(run.state()).isEqualTo(RunState.CANCELLED));
        jdbi.useHandle(handle -> assertThat(queue.cancel(handle, running.runId()))
                .as("has ended")
                .isFalse());
    }

    @Test
    void progressAndEndAreKept() {
        accept("r1");
        Lease lease = queue.take("a").orElseThrow();
        journal.started(lease, "d1", "m1");
        journal.epoch(lease, 9, new Epoch(1, 0.7, 0.8, null, 0.2, 0.001, 1.5, clock.instant()));
        journal.epoch(lease, 9, new Epoch(2, 0.5, 0.6, 0.9, 0.1, 0.001, 1.5, clock.instant()));
        GateDecision decision = new GateDecision(true, true, "better", "baseline", "log loss", null, null, 1.5);
        jdbi.useTransaction(handle -> {
            journal.metrics(handle, lease, Map.of("test", Map.of("accuracy", 0.9)));
            journal.completed(handle, lease, decision);
        });
        Run run = only();
        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        assertThat(run.stage()).isEqualTo("done");
        assertThat(run.decision()).isEqualTo(decision);
        assertThat(run.metrics().get("test")).containsEntry("accuracy", 0.9);
        assertThat(run.epoch()).isEqualTo(2);
        assertThat(run.epochs()).isEqualTo(9);
        assertThat(run.datasetVersion()).isEqualTo("d1");
        assertThat(runs.epochs(run.id())).hasSize(2).first().satisfies(epoch -> {
            assertThat(epoch.validationAccuracy()).isNull();
            assertThat(epoch.trainLoss()).isEqualTo(0.7);
        });
    }
}
