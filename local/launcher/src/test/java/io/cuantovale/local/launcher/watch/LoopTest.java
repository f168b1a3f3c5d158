package io.cuantovale.local.launcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.local.launcher.process.RunFolder;
import io.cuantovale.local.launcher.show.PlainScreen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopTest {
    private static final String CRAWLING = "[{'id':'c1','kind':'crawl','portal':'gallito','state':'running',"
            + "'pages_fetched':40,'listings_emitted':38,'listings_expected':480,'photos_stored':37}]";
    private static final String CRAWLED = "[{'id':'c1','kind':'crawl','portal':'gallito','state':'completed',"
            + "'pages_fetched':500,'listings_emitted':480,'listings_expected':480,'photos_stored':470}]";
    private static final String COUNTS = "{'scraped':480,'cleaned':440,'rejected':40,'dead_lettered':0,"
            + "'rejected_by_reason':{'area-out-of-range':22,'not-for-sale':18}}";
    private static final String SNAPSHOTS = "[{'task':'property-price','version':'v1','rows':440,'created_at':'2026'}]";
    private static final String EPOCHS =
            "[{'epoch':1,'train_loss':1.5,'validation_loss':1.6,'validation_accuracy':0.5},"
                    + "{'epoch':2,'train_loss':1.2,'validation_loss':1.4,'validation_accuracy':0.625}]";
    private static final String MODELS = "[{'version':'m1','aliases':['champion']}]";

    private final FakeServices services = new FakeServices();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void theStageFollowsTheNewestThingThatHasNotHappenedYet() {
        LoopReader reader = reader();
        assertThat(reader.read().stage()).isEqualTo("empty");
        answer("/v1/crawls", CRAWLING);
        assertThat(reader.read().stage()).isEqualTo("crawl");
        answer("/v1/crawls", CRAWLED);
        assertThat(reader.read().stage()).isEqualTo("clean");
        answer("/v1/counts", COUNTS);
        assertThat(reader.read().stage()).isEqualTo("dataset");
        answer("/v1/snapshots", SNAPSHOTS);
        assertThat(reader.read().stage()).isEqualTo("train");
        answer("/v1/models?task=property-price", MODELS);
        assertThat(reader.read().stage()).isEqualTo("serve");
        answer("/v2/models/property-price/versions/m1/ready", "{}");
        assertThat(reader.read().stage()).isEqualTo("ready");
    }

    @Test
    void theWholeLoopIsShownStageByStage() throws Exception {
        Path model = Files.createDirectories(dir.resolve("models/property-price/m1"));
        Files.writeString(model.resolve("parity.json"), """
                {"rows": 192, "max_probability_difference": 8.9e-7, "max_embedding_difference": 3.6e-7,
                 "max_estimate_difference": 1.1e-6, "bound": 1e-4}""");
        answer("/v1/crawls", CRAWLED);
        answer("/v1/counts", COUNTS);
        answer("/v1/snapshots", SNAPSHOTS);
        answer(
                "/v1/runs?task=property-price",
                run("'state':'completed','stage':'done',"
                        + "'model_version':'m1','decision':{'promoted':true,'reason':'better'}"));
        answer("/v1/runs/r1/epochs", EPOCHS);
        answer("/v1/models?task=property-price", MODELS);
        answer("/v2/models/property-price/versions/m1/ready", "{}");

        LoopState state = watcher(reader()::read).watch(stages());

        assertThat(state.servedVersion()).isEqualTo("m1");
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("ok: 480 listings · 500 pages, 470 photos")
                .contains("480 scraped = 440 cleaned + 40 rejected (area-out-of-range 22, not-for-sale 18)")
                .contains("version v1, 440 rows")
                .contains("epoch 1/2: loss 1.5000, validation 1.6000, accuracy 50.0 %")
                .contains("epoch 2/2: loss 1.2000, validation 1.4000, accuracy 62.5 %")
                .contains("largest difference on 192 rows: probabilities 8.9e-07, embedding 3.6e-07, dollars 1.1e-06")
                .contains("promoted: better")
                .contains("model m1 answers");
    }

    @Test
    void aStoppedCrawlFailsItsStageWithThePortalsReason() {
        answer(
                "/v1/crawls",
                CRAWLING.replace("running", "stopped")
                        .replace("'listings_emitted':38", "'listings_emitted':0,'reason':'managed challenge'"));
        assertThatThrownBy(() -> watcher(reader()::read).watch(stages()))
                .isInstanceOf(StageFailure.class)
                .hasMessage("crawl of gallito stopped: managed challenge");
    }

    @Test
    void aFailedRunFailsTheStageItWasIn() {
        answer("/v1/crawls", CRAWLED);
        answer("/v1/counts", COUNTS);
        answer("/v1/snapshots", SNAPSHOTS);
        answer("/v1/runs?task=property-price", run("'state':'failed','stage':'parity','failure':'difference 0.1'"));
        assertThatThrownBy(() -> watcher(reader()::read).watch(stages()))
                .hasMessage("run r1 failed while parity: difference 0.1");
    }

    @Test
    void aModelThatIsNotPromotedFailsAtTheGate() {
        answer("/v1/crawls", CRAWLED);
        answer("/v1/counts", COUNTS);
        answer("/v1/snapshots", SNAPSHOTS);
        answer(
                "/v1/runs?task=property-price",
                run(
                        "'state':'completed','stage':'done','decision':{'promoted':false,'reason':'worse than the median'}"));
        assertThatThrownBy(() -> watcher(reader()::read).watch(stages()))
                .satisfies(e -> assertThat(((StageFailure) e).stage()).isEqualTo("Gate"))
                .hasMessageContaining("was not promoted: worse than the median");
    }

    @Test
    void aDatasetIsAskedForOnceWhenThereAreTooFewListingsForOne() {
        AtomicInteger asked = new AtomicInteger();
        Counts few = new Counts(50, 45, 5, 0, java.util.Map.of());
        LoopState without = new LoopState(List.of(), few, "", 0, List.of(), "", "");
        LoopState with = new LoopState(List.of(), few, "v1", 45, List.of(), "", "");
        Deque<LoopState> states = new ArrayDeque<>(List.of(without, without, without, with));
        LoopState last = watcher(() -> states.size() > 1 ? states.remove() : states.getFirst())
                .watch(List.of(new DatasetStage(asked::incrementAndGet)));
        assertThat(last.datasetVersion()).isEqualTo("v1");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aStageThatStandsStillIsNamed() {
        answer("/v1/crawls", CRAWLING);
        assertThatThrownBy(() -> watcher(reader()::read).watch(stages())).hasMessage("nothing has changed for 0 s");
    }

    @Test
    void aServiceThatDoesNotAnswerKeepsWhatItSaidBefore() {
        LoopReader reader = reader();
        answer("/v1/counts", COUNTS);
        Counts before = reader.read().counts();
        services.close();
        assertThat(reader.read().counts()).isEqualTo(before);
    }

    private List<Stage> stages() {
        return Stages.all(() -> {}, new ParityReport(dir, "property-price"));
    }

    private LoopReader reader() {
        return new LoopReader(new Api(), part -> services.address(), "property-price");
    }

    private LoopWatcher watcher(Supplier<LoopState> reader) {
        return new LoopWatcher(
                reader,
                new PlainScreen(new PrintStream(bytes, true, StandardCharsets.UTF_8), Clock.systemUTC()),
                Clock.systemUTC(),
                Duration.ofMillis(5),
                Duration.ofMillis(100),
                new RunFolder(dir),
                List.of());
    }

    private void answer(String path, String json) {
        services.answer(path, json.replace('\'', '"'));
    }

    private static String run(String fields) {
        return "[{'id':'r1','epoch':2,'epochs':2,'created_at':'2026'," + fields + "}]";
    }
}
