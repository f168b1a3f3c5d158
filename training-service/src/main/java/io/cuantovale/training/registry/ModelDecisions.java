package io.cuantovale.training.registry;

import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.gate.GateDecision;
import io.cuantovale.training.runs.RunJournal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What people decide about models; every decision is audited in its own transaction. */
@ApplicationScoped
public class ModelDecisions {
    private final Jdbi jdbi;
    private final ModelStore models;
    private final ModelRegistry registry;
    private final RunJournal journal;
    private final Audit audit;

    public ModelDecisions(Jdbi jdbi, ModelStore models, ModelRegistry registry, RunJournal journal, Audit audit) {
        this.jdbi = jdbi;
        this.models = models;
        this.registry = registry;
        this.journal = journal;
        this.audit = audit;
    }

    /** Lets a model that passed the gate become champion. */
    public Model approve(String task, String version, Decider decider, EventContext context) {
        return jdbi.inTransaction(handle -> {
            Model model = waiting(handle, task, version);
            GateDecision decision = Objects.requireNonNull(model.decision());
            String champion = models.aliased(handle, task, Alias.CHAMPION)
                    .map(Model::version)
                    .orElse("baseline");
            if (!champion.equals(decision.comparedWith())) {
                throw new DecisionConflictException(version + " was compared with " + decision.comparedWith() + ", but "
                        + champion + " is there now; promote it to override, or train again");
            }
            GateDecision carriedOut = decision.carriedOut();
            registry.decide(handle, model, ModelState.PROMOTED, carriedOut, decider);
            journal.decided(handle, model.runId(), carriedOut);
            registry.promote(handle, task, version, decider, context);
            return done(handle, model, "approve", decider, context);
        });
    }

    /** Keeps a model that passed the gate from becoming champion. */
    public Model reject(String task, String version, Decider decider, EventContext context) {
        return jdbi.inTransaction(handle -> {
            Model model = waiting(handle, task, version);
            registry.decide(handle, model, ModelState.REJECTED, Objects.requireNonNull(model.decision()), decider);
            return done(handle, model, "reject", decider, context);
        });
    }

    /** Makes any published model champion, whatever the gate said. */
    public Model promote(String task, String version, Decider decider, EventContext context) {
        return jdbi.inTransaction(handle -> {
            registry.lock(handle, task);
            Model model = find(handle, task, version);
            if (model.aliases().contains(Alias.CHAMPION.code())) {
                throw new DecisionConflictException(version + " is champion of " + task + " already");
            }
            GateDecision decision = Objects.requireNonNull(model.decision()).carriedOut();
            registry.decide(handle, model, ModelState.PROMOTED, decision, decider);
            journal.decided(handle, model.runId(), decision);
            registry.promote(handle, task, version, decider, context);
            return done(handle, model, "promote", decider, context);
        });
    }

    /** Makes the previous champion champion again. */
    public Model rollback(String task, Decider decider, EventContext context) {
        return jdbi.inTransaction(handle -> {
            String version = registry.rollback(handle, task, decider, context);
            return done(handle, find(handle, task, version), "rollback", decider, context);
        });
    }

    private Model waiting(Handle handle, String task, String version) {
        registry.lock(handle, task);
        Model model = find(handle, task, version);
        if (model.state() != ModelState.AWAITING_APPROVAL) {
            throw new DecisionConflictException(version + " is " + model.state().code() + " (expected: "
                    + ModelState.AWAITING_APPROVAL.code() + ")");
        }
        return model;
    }

    private Model find(Handle handle, String task, String version) {
        return models.find(handle, task, version).orElseThrow(() -> new NoSuchModelException(task, version));
    }

    private Model done(Handle handle, Model model, String action, Decider decider, EventContext context) {
        audit.record(handle, decider, action, model.task() + ":" + model.version(), context);
        return find(handle, model.task(), model.version());
    }
}
