package io.cuantovale.local.launcher.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.local.launcher.config.Part;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the services where the loop stands. A service that does not answer keeps what it said before. */
public final class LoopReader {
    private final Api api;
    private final Function<Part, URI> address;
    private final String task;
    private LoopState last = LoopState.EMPTY;

    /**
     * @param address of each part
     * @param task the task that is watched, {@code property-price}
     */
    public LoopReader(Api api, Function<Part, URI> address, String task) {
        this.api = api;
        this.address = address;
        this.task = task;
    }

    /** The state now. */
    public LoopState read() {
        List<Crawl> crawls = get(Part.SCRAPER, "/v1/crawls", LoopReader::crawls, last.crawls());
        Counts counts = get(Part.CLEANING, "/v1/counts", LoopReader::counts, last.counts());
        Dataset dataset = get(
                Part.CLEANING, "/v1/snapshots", this::newest, new Dataset(last.datasetVersion(), last.datasetRows()));
        List<Run> runs = withCurve(get(Part.TRAINING, "/v1/runs?task=" + task, LoopReader::runs, last.runs()));
        String champion = get(Part.TRAINING, "/v1/models?task=" + task, LoopReader::champion, last.champion());
        last = new LoopState(crawls, counts, dataset.version(), dataset.rows(), runs, champion, served(champion));
        return last;
    }

    private List<Run> withCurve(List<Run> runs) {
        if (runs.isEmpty()) {
            return runs;
        }
        List<Run> all = new ArrayList<>(runs);
        Run newest = all.removeLast();
        all.add(newest.withCurve(
                get(Part.TRAINING, "/v1/runs/" + newest.id() + "/epochs", LoopReader::epochs, newest.curve())));
        return List.copyOf(all);
    }

    private String served(String champion) {
        if (champion.isEmpty()) {
            return "";
        }
        URI ready = address.apply(Part.INFERENCE).resolve("/v2/models/" + task + "/versions/" + champion + "/ready");
        return api.get(ready).ok() ? champion : "";
    }

    private <T> T get(Part part, String path, Function<JsonNode, T> read, T before) {
        return api.json(address.apply(part).resolve(path)).map(read).orElse(before);
    }

    private record Dataset(String version, long rows) {}

    private Dataset newest(JsonNode body) {
        Dataset newest = new Dataset("", 0);
        String newestAt = "";
        for (JsonNode snapshot : items(body)) {
            String of = snapshot.path("task").asText(task);
            String at = text(snapshot, "created_at");
            if (of.equals(task) && (newest.version().isEmpty() || at.compareTo(newestAt) > 0)) {
                newestAt = at;
                newest = new Dataset(
                        text(snapshot, "version"), snapshot.path("rows").asLong());
            }
        }
        return newest;
    }

    private static List<Crawl> crawls(JsonNode body) {
        List<JsonNode> nodes = items(body);
        nodes.sort(Comparator.comparing(node -> text(node, "requested_at")));
        return nodes.stream()
                .map(node -> new Crawl(
                        text(node, "id"),
                        node.path("kind").asText("crawl"),
                        text(node, "portal"),
                        text(node, "state"),
                        text(node, "reason"),
                        node.path("pages_fetched").asLong(),
                        node.path("pages_failed").asLong(),
                        node.path("lines_skipped").asLong(),
                        node.path("listings_emitted").asLong(),
                        node.path("listings_expected").asLong(),
                        node.path("photos_stored").asLong()))
                .toList();
    }

    private static Counts counts(JsonNode body) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        body.path("rejected_by_reason")
                .properties()
                .forEach(e -> reasons.put(e.getKey(), e.getValue().asLong()));
        return new Counts(
                body.path("scraped").asLong(),
                body.path("cleaned").asLong(),
                body.path("rejected").asLong(),
                body.path("dead_lettered").asLong(),
                reasons);
    }

    private static List<Run> runs(JsonNode body) {
        List<JsonNode> nodes = items(body);
        nodes.sort(Comparator.comparing(node -> text(node, "created_at")));
        return nodes.stream().map(LoopReader::run).toList();
    }

    private static Run run(JsonNode node) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        addNumbers(metrics, "", node.path("metrics"));
        JsonNode decision = node.path("decision");
        return new Run(
                text(node, "id"),
                text(node, "state"),
                text(node, "stage"),
                node.path("epoch").asLong(),
                node.path("epochs").asLong(),
                number(node.path("train_loss")),
                number(node.path("validation_loss")),
                number(node.path("validation_accuracy")),
                text(node, "model_version"),
                text(node, "dataset_version"),
                flag(decision.path("promoted")),
                text(decision, "reason"),
                text(node, "failure"),
                metrics,
                List.of());
    }

    private static List<Run.Epoch> epochs(JsonNode body) {
        return items(body).stream()
                .map(node -> new Run.Epoch(
                        node.path("epoch").asLong(),
                        number(node.path("train_loss")),
                        number(node.path("validation_loss")),
                        number(node.path("validation_accuracy"))))
                .toList();
    }

    private static void addNumbers(Map<String, Double> numbers, String prefix, JsonNode node) {
        node.properties().forEach(e -> {
            if (e.getValue().isNumber()) {
                numbers.put(prefix + e.getKey(), e.getValue().asDouble());
            } else {
                addNumbers(numbers, prefix + e.getKey() + ".", e.getValue());
            }
        });
    }

    /** The version with the alias champion: as a map of aliases, or as aliases on the models. */
    private static String champion(JsonNode body) {
        String named = body.path("aliases").path("champion").asText("");
        if (!named.isEmpty()) {
            return named;
        }
        for (JsonNode model : items(body)) {
            boolean champion = text(model, "alias").equals("champion");
            for (JsonNode alias : model.path("aliases")) {
                champion |= alias.asText().equals("champion");
            }
            if (champion) {
                return text(model, "version");
            }
        }
        return "";
    }

    private static List<JsonNode> items(JsonNode body) {
        JsonNode array = body;
        if (body.isObject()) {
            for (JsonNode value : body) {
                if (value.isArray()) {
                    array = value;
                    break;
                }
            }
        }
        List<JsonNode> items = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(items::add);
        }
        return items;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("").replace("null", "");
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }

    private static @Nullable Boolean flag(JsonNode node) {
        return node.isBoolean() ? node.asBoolean() : null;
    }
}
