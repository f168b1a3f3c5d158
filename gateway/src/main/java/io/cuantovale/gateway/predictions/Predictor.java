package io.cuantovale.gateway.predictions;

import io.cuantovale.gateway.messaging.ServedPredictions;
import io.cuantovale.gateway.predictions.replica.InferenceClient;
import io.cuantovale.gateway.predictions.replica.InferenceException;
import io.cuantovale.gateway.predictions.replica.InferenceProblems;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.oip.grpc.ModelInferResponse;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Predicts items by the replicas, each on its own merits: a bad one never spoils the others. */
@ApplicationScoped
public class Predictor {
    private static final Logger LOG = Logger.getLogger(Predictor.class);

    /** {@code photo[3]: truncated, ...; photo[7]: ...}. */
    private static final Pattern ROW = Pattern.compile("\\[(\\d{1,6})\\]: ");

    private final InferenceClient client;
    private final Models models;
    private final ServedPredictions served;
    private final MeterRegistry metrics;
    private final Clock clock;

    Predictor(InferenceClient client, Models models, ServedPredictions served, MeterRegistry metrics, Clock clock) {
        this.client = client;
        this.models = models;
        this.served = served;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Predicts in one message, which must stay below the limit of gRPC messages.
     *
     * @param model a description of the task's model; the answer may come from a newer version
     * @return one outcome per item, in order
     */
    public List<Outcome> predict(TaskModel model, List<Item> items, Duration deadline) {
        Timer.Sample sample = Timer.start(metrics);
        List<Outcome> outcomes = attempt(model, items, deadline);
        sample.stop(Timer.builder("cuantovale.gateway.prediction")
                .description("One call to the replicas, from validated items to their answers")
                .tag("task", model.task())
                .register(metrics));
        for (Outcome outcome : outcomes) {
            String result = outcome instanceof Outcome.Refused refused
                    ? refused.problem().code()
                    : "predicted";
            Counter.builder("cuantovale.gateway.predictions")
                    .description("Items by result: predicted, or the code of the problem")
                    .tag("task", model.task())
                    .tag("result", result)
                    .register(metrics)
                    .increment();
        }
        long refused =
                outcomes.stream().filter(o -> o instanceof Outcome.Refused).count();
        LOG.infof("%s: %d predicted, %d refused", model.task(), outcomes.size() - refused, refused);
        return outcomes;
    }

    private List<Outcome> attempt(TaskModel model, List<Item> items, Duration deadline) {
        if (items.stream().map(i -> i.inputs().keySet()).distinct().count() > 1) {
            // Optional facts that only some items have: a tensor has a value in each row.
            return apart(
                    model,
                    items,
                    deadline,
                    IntStream.range(0, items.size()).boxed().collect(Collectors.toSet()));
        }
        ModelInferResponse response;
        try {
            response = client.infer(Tensors.request(model, items, Correlation.currentOrNew()), deadline);
        } catch (InferenceException e) {
            return refused(model, items, deadline, e);
        }
        try {
            return answered(model.task(), items, response);
        } catch (ProblemException e) {
            return same(items, e);
        }
    }

    private List<Outcome> refused(TaskModel model, List<Item> items, Duration deadline, InferenceException e) {
        if (items.size() == 1 || e.status() != Status.Code.INVALID_ARGUMENT) {
            return same(items, InferenceProblems.of(e, model.task()));
        }
        Set<Integer> named = ROW.matcher(String.valueOf(e.getMessage()))
                .results()
                .map(r -> Integer.valueOf(r.group(1)))
                .filter(i -> i < items.size())
                .collect(Collectors.toSet());
        boolean all = named.isEmpty() || named.size() == items.size();
        return apart(
                model,
                items,
                deadline,
                all ? IntStream.range(0, items.size()).boxed().collect(Collectors.toSet()) : named);
    }

    /** Predicts the named items one by one, the others together. */
    private List<Outcome> apart(TaskModel model, List<Item> items, Duration deadline, Set<Integer> named) {
        List<Item> others = IntStream.range(0, items.size())
                .filter(i -> !named.contains(i))
                .mapToObj(items::get)
                .toList();
        var together = others.isEmpty()
                ? List.<Outcome>of().iterator()
                : attempt(model, others, deadline).iterator();
        List<Outcome> outcomes = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            outcomes.add(
                    named.contains(i)
                            ? attempt(model, List.of(items.get(i)), deadline).getFirst()
                            : together.next());
        }
        return outcomes;
    }

    private List<Outcome> answered(String task, List<Item> items, ModelInferResponse response) {
        TaskModel model = models.answering(task, response.getModelVersion());
        Answers answers = new Answers(model, response, items.size());
        Instant now = clock.instant();
        List<Outcome> outcomes = new ArrayList<>(items.size());
        for (int row = 0; row < items.size(); row++) {
            Prediction prediction = answers.prediction(items.get(row), row);
            served.publish(answers.event(prediction, items.get(row), row, now));
            outcomes.add(new Outcome.Answered(prediction, model));
        }
        return outcomes;
    }

    private static List<Outcome> same(List<Item> items, ProblemException why) {
        return items.stream().<Outcome>map(item -> new Outcome.Refused(why)).toList();
    }
}
