package io.cuantovale.training.runs;

import io.cuantovale.contracts.event.ModelPublished;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.data.DatasetFiles;
import io.cuantovale.training.evaluate.OnnxScorer;
import io.cuantovale.training.gate.Candidate;
import io.cuantovale.training.gate.Gate;
import io.cuantovale.training.gate.GateDecision;
import io.cuantovale.training.gate.GateRules;
import io.cuantovale.training.health.TrainingMeters;
import io.cuantovale.training.registry.Alias;
import io.cuantovale.training.registry.Audit;
import io.cuantovale.training.registry.Decider;
import io.cuantovale.training.registry.Model;
import io.cuantovale.training.registry.ModelPackages;
import io.cuantovale.training.registry.ModelRegistry;
import io.cuantovale.training.registry.ModelState;
import io.cuantovale.training.registry.ModelStore;
import io.cuantovale.training.task.TaskSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Ends a run: judges its model against the champion on the same rows, then enters model, decision, aliases, the end of
 * the run and all events in one transaction. Until then nobody knows of the model, so a crash loses nothing but time.
 */
@ApplicationScoped
public class RunVerdict {
    private static final Logger LOG = Logger.getLogger(RunVerdict.class);

    private final Jdbi jdbi;
    private final ModelStore models;
    private final ModelRegistry registry;
    private final ModelPackages packages;
    private final RunJournal journal;
    private final Audit audit;
    private final TaskCatalogue tasks;
    private final TrainingMeters meters;
    private final TrainingConfig.Promotion promotion;
    private final Gate gate;

    public RunVerdict(
            Jdbi jdbi,
            ModelStore models,
            ModelRegistry registry,
            ModelPackages packages,
            RunJournal journal,
            Audit audit,
            TaskCatalogue tasks,
            TrainingMeters meters,
            TrainingConfig config) {
        this.jdbi = jdbi;
        this.models = models;
        this.registry = registry;
        this.packages = packages;
        this.journal = journal;
        this.audit = audit;
        this.tasks = tasks;
        this.meters = meters;
        this.promotion = config.promotion();
        this.gate = new Gate(new GateRules(
                config.gate().confidence(),
                config.gate().resamples(),
                config.gate().coverageMargin(),
                config.gate().maxLatency().toNanos() / 1e6));
    }

    /**
     * Judges and enters a model.
     *
     * @param metrics by part, then by name
     * @param folder for the champion's package
     */
    GateDecision conclude(
            Run run,
            Lease lease,
            TaskSpec task,
            ModelPublished published,
            Map<String, Map<String, Double>> metrics,
            Candidate candidate,
            DatasetFiles dataset,
            Path folder) {
        while (true) {
            Optional<Model> champion = models.aliased(run.task(), Alias.CHAMPION);
            GateDecision decision = champion.map(model -> against(model, task, candidate, dataset, folder))
                    .orElseGet(() -> gate.againstBaseline(task, candidate));
            Optional<GateDecision> entered = enter(run, lease, published, metrics, decision, champion);
            if (entered.isPresent()) {
                return entered.get();
            }
            LOG.infof("run %s of %s: the champion has changed meanwhile, comparing again", run.id(), run.task());
        }
    }

    private GateDecision against(
            Model champion, TaskSpec task, Candidate candidate, DatasetFiles dataset, Path folder) {
        try {
            ModelPackages.Local local = packages.download(champion, folder);
            try (OnnxScorer scorer =
                    OnnxScorer.open(local.graph(), local.manifest(), tasks.threads(), tasks.photoCache())) {
                return gate.againstChampion(
                        task, candidate, champion.version(), scorer.score(task.target(), dataset, "test"));
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "champion %s of %s cannot be compared with", champion.version(), champion.task());
            return gate.refuse(
                    candidate,
                    champion.version(),
                    "champion " + champion.version() + " cannot be compared with: " + e.getMessage());
        }
    }

    private Optional<GateDecision> enter(
            Run run,
            Lease lease,
            ModelPublished published,
            Map<String, Map<String, Double>> metrics,
            GateDecision judged,
            Optional<Model> comparedWith) {
        EventContext cause = new EventContext(run.id(), run.correlationId(), run.causationId());
        return jdbi.inTransaction(handle -> {
            registry.lock(handle, run.task());
            Optional<String> champion =
                    models.aliased(handle, run.task(), Alias.CHAMPION).map(Model::version);
            if (!champion.equals(comparedWith.map(Model::version))) {
                return Optional.empty();
            }
            boolean promote = judged.passed() && promotion == TrainingConfig.Promotion.AUTO;
            GateDecision decision = promote ? judged.carriedOut() : judged;
            ModelState state =
                    promote ? ModelState.PROMOTED : judged.passed() ? ModelState.AWAITING_APPROVAL : ModelState.REFUSED;
            Decider decider = new Decider(Decider.GATE, decision.reason());
            Model model = registry.publish(handle, published, metrics, cause);
            registry.decide(handle, model, state, decision, decider);
            if (promote) {
                registry.promote(handle, run.task(), model.version(), decider, cause);
                audit.record(handle, decider, "promote", run.task() + ":" + model.version(), cause);
            }
            journal.metrics(handle, lease, metrics);
            journal.completed(handle, lease, decision);
            meters.gateDecided(run.task(), state.code());
            LOG.infof(
                    "run %s of %s: model %s %s, %s",
                    run.id(), run.task(), model.version(), state.code(), decision.reason());
            return Optional.of(decision);
        });
    }
}
