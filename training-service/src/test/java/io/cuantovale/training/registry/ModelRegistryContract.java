package io.cuantovale.training.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.ModelPublished;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.gate.GateDecision;
import io.cuantovale.training.messaging.Outbox;
import io.cuantovale.training.runs.RunJournal;
import io.cuantovale.training.runs.RunRequests;
import io.cuantovale.training.runs.RunStore;
import io.cuantovale.training.support.MutableClock;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Held on either database. */
abstract class ModelRegistryContract {
    private static final String TASK = "numbers";
    private static final Decider PERSON = new Decider("ana", "it looks right");
    private static final EventContext CONTEXT = EventContext.start();

    private final MutableClock clock = new MutableClock();
    private final Jdbi jdbi = database();
    private final Outbox outbox = new Outbox(jdbi, clock);
    private final ModelStore models = new ModelStore(jdbi);
    private final ModelRegistry registry = new ModelRegistry(jdbi, models, outbox, clock);
    private final RunStore runs = new RunStore(jdbi, clock);
    private final ModelDecisions decisions =
            new ModelDecisions(jdbi, models, registry, new RunJournal(jdbi, clock), new Audit(outbox, clock));

    abstract Jdbi database();

    /** Publishes a model that the gate has judged. */
    private String model(ModelState state, String comparedWith) {
        RunRequests requests = new RunRequests(jdbi, runs, outbox);
        String request = EventContext.start().eventId();
        requests.accept(new TrainingRequested(request, TASK, null, "manual", "because", "a test", Map.of()), CONTEXT);
        String run = runs.list(TASK, 1).getFirst().id();
        String version = registry.nextVersion(TASK, run);
        GateDecision decision = new GateDecision(
                state == ModelState.PROMOTED,
                state != ModelState.REFUSED,
                "numbers",
                comparedWith,
                "log loss",
                null,
                null,
                1.0);
        jdbi.useTransaction(handle -> {
            ModelPublished published = new ModelPublished(
                    TASK, version, run, "d1", "models/" + version + "/", "ab".repeat(32), Map.of(), clock.instant());
            Model model = registry.publish(handle, published, Map.of("test", Map.of("accuracy", 0.9)), CONTEXT);
            Decider gate = new Decider(Decider.GATE, "numbers");
            registry.decide(handle, model, state, decision, gate);
            if (state == ModelState.PROMOTED) {
                registry.promote(handle, TASK, version, gate, CONTEXT);
            }
        });
        clock.forward(java.time.Duration.ofSeconds(1));
        return version;
    }

    private String champion() {
        return models.aliased(TASK, Alias.CHAMPION).map(Model::version).orElse("none");
    }

    private List<String> events() {
        return jdbi.inTransaction(handle -> outbox.oldest(handle, 100)).stream()
                .filter(event -> event.topic() != Topic.TRAINING_REQUESTED)
                .map(event -> event.topic() + " " + event.key())
                .toList();
    }

    @Test
    void versionsSortByAge() {
        String first = model(ModelState.REFUSED, "baseline");
        String second = model(ModelState.REFUSED, "baseline");
        assertThat(first).startsWith("m000001-");
        assertThat(second).startsWith("m000002-").isGreaterThan(first);
    }

    @Test
    void aPromotionTellsPublishedChallengerAndChampionInThisOrder() {
        String version = model(ModelState.PROMOTED, "baseline");
        assertThat(events())
                .containsExactly(
                        "MODELS_PUBLISHED numbers:" + version,
                        "MODELS_PROMOTED numbers:challenger",
                        "MODELS_PROMOTED numbers:champion");
        assertThat(models.find(TASK, version).orElseThrow().aliases()).containsExactly("champion", "challenger");
    }

    @Test
    void aRefusedModelIsChallengerOnly() {
        String champion = model(ModelState.PROMOTED, "baseline");
        String refused = model(ModelState.REFUSED, champion);
        assertThat(champion()).isEqualTo(champion);
        assertThat(models.find(TASK, refused).orElseThrow().aliases()).containsExactly("challenger");
    }

    @Test
    void anApprovedModelBecomesChampionAndTheAuditSaysWhoAndWhy() {
        String version = model(ModelState.AWAITING_APPROVAL, "baseline");
        assertThat(champion()).isEqualTo("none");
        Model approved = decisions.approve(TASK, version, PERSON, CONTEXT);
        assertThat(approved.state()).isEqualTo(ModelState.PROMOTED);
        assertThat(approved.decidedBy()).isEqualTo("ana");
        assertThat(approved.decision().promoted()).isTrue();
        assertThat(champion()).isEqualTo(version);
        assertThat(runs.list(TASK, 1).getFirst().decision().promoted()).isTrue();
        assertThat(events()).contains("AUDIT_RECORDED ana");
        assertThatThrownBy(() -> decisions.approve(TASK, version, PERSON, CONTEXT))
                .isInstanceOf(DecisionConflictException.class)
                .hasMessageContaining("is promoted (expected: awaiting_approval)");
    }

    @Test
    void aRejectedModelStaysOut() {
        String version = model(ModelState.AWAITING_APPROVAL, "baseline");
        assertThat(decisions.reject(TASK, version, PERSON, CONTEXT).state()).isEqualTo(ModelState.REJECTED);
        assertThat(champion()).isEqualTo("none");
        assertThat(decisions.promote(TASK, version, PERSON, CONTEXT).aliases()).contains("champion");
    }

    @Test
    void anApprovalThatWouldReplaceAnotherChampionThanTheOneComparedWithIsRefused() {
        String waiting = model(ModelState.AWAITING_APPROVAL, "baseline");
        String champion = model(ModelState.PROMOTED, "baseline");
        assertThatThrownBy(() -> decisions.approve(TASK, waiting, PERSON, CONTEXT))
                .hasMessageContaining("was compared with baseline, but " + champion + " is there now");
    }

    @Test
    void rollbackGoesOneBackEachTime() {
        String first = model(ModelState.PROMOTED, "baseline");
        String second = model(ModelState.PROMOTED, first);
        String third = model(ModelState.PROMOTED, second);
        assertThat(champion()).isEqualTo(third);
        assertThat(decisions.rollback(TASK, PERSON, CONTEXT).version()).isEqualTo(second);
        assertThat(decisions.rollback(TASK, PERSON, CONTEXT).version()).isEqualTo(first);
        assertThat(champion()).isEqualTo(first);
        assertThatThrownBy(() -> decisions.rollback(TASK, PERSON, CONTEXT))
                .isInstanceOf(NothingToRollBackException.class);
        assertThat(events()).endsWith("MODELS_PROMOTED numbers:champion", "AUDIT_RECORDED ana");
    }

    @Test
    void afterARollbackAPromotionStartsFromTheOlderOne() {
        String first = model(ModelState.PROMOTED, "baseline");
        String second = model(ModelState.PROMOTED, first);
        decisions.rollback(TASK, PERSON, CONTEXT);
        String third = model(ModelState.PROMOTED, first);
        assertThat(decisions.rollback(TASK, PERSON, CONTEXT).version())
                .as("not %s, which was rolled back", second)
                .isEqualTo(first);
        assertThat(champion()).isNotEqualTo(third);
    }

    @Test
    void promotingTheChampionAgainChangesNothing() {
        String version = model(ModelState.PROMOTED, "baseline");
        int before = events().size();
        assertThatThrownBy(() -> decisions.promote(TASK, version, PERSON, CONTEXT))
                .isInstanceOf(DecisionConflictException.class);
        jdbi.useTransaction(handle -> registry.promote(handle, TASK, version, PERSON, CONTEXT));
        assertThat(events()).hasSize(before);
    }
}
