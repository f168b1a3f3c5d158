package io.cuantovale.gateway.rest;

import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.gateway.predictions.Admission;
import io.cuantovale.gateway.predictions.Item;
import io.cuantovale.gateway.predictions.Models;
import io.cuantovale.gateway.predictions.Outcome;
import io.cuantovale.gateway.predictions.Prediction;
import io.cuantovale.gateway.predictions.Predictor;
import io.cuantovale.gateway.predictions.PropertyFactsReader;
import io.cuantovale.gateway.predictions.TaskModel;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.Problem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The earlier system's calls, for those who call them still; what they did not validate is validated. */
@Path("/")
@Tag(name = "earlier interface")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class EarlierResource {
    private static final int CHUNK = 16;
    private static final String IMAGE = "image_file";
    private static final String IMAGES = "images_files";

    private final Models models;
    private final PropertyFactsReader facts;
    private final Predictor predictor;
    private final Admission admission;
    private final Uploads uploads;
    private final GatewayConfig config;

    EarlierResource(
            Models models,
            PropertyFactsReader facts,
            Predictor predictor,
            Admission admission,
            Uploads uploads,
            GatewayConfig config) {
        this.models = models;
        this.facts = facts;
        this.predictor = predictor;
        this.admission = admission;
        this.uploads = uploads;
        this.config = config;
    }

    /** The earlier answer. */
    public record Answer(String message) {}

    @GET
    @Path("app")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "earlierApp", summary = "A fixed text: the gateway answers")
    public String app() {
        return "\"cuantovale\"";
    }

    @POST
    @Path("predict/")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "answer", value = Examples.EARLIER)))
    @RunOnVirtualThread
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = Forms.Earlier.class)))
    @Operation(
            operationId = "earlierPredict",
            summary = "One prediction",
            description = "data: area;rooms;bathrooms;building type;department;location. image_file: a photo.")
    public Answer predict(@RestForm("data") @Nullable String data, @RestForm(FileUpload.ALL) List<FileUpload> files) {
        String text = uploads.text(data, files, "data", "area;rooms;bathrooms;building type;department;location");
        byte[] photo = uploads.photo(files, IMAGE);
        if (photo == null) {
            throw new ProblemException(
                    Problems.malformed(List.of(new FieldProblem(IMAGE, null, "a photo, JPEG or PNG"))));
        }
        try (Admission.Place _ = admission.single()) {
            TaskModel model = models.champion(PropertyFactsReader.TASK);
            Item item = facts.read(model, EarlierItems.one(text, "data"), photo);
            return answer(
                    predictor.predict(model, List.of(item), config.inference().deadline()));
        }
    }

    @POST
    @Path("predictBatch/")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "answer", value = Examples.EARLIER)))
    @RunOnVirtualThread
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = Forms.EarlierBatch.class)))
    @Operation(
            operationId = "earlierPredictBatch",
            summary = "Several predictions",
            description = "datas: items joined by commas. images_files: as many photos, in the same order.")
    public Answer predictBatch(
            @RestForm("datas") @Nullable String datas, @RestForm(FileUpload.ALL) List<FileUpload> files) {
        List<String> texts = EarlierItems.many(uploads.text(datas, files, "datas", "items joined by commas"));
        List<FileUpload> photos = uploads.parts(files, IMAGES);
        if (photos.size() != texts.size()) {
            throw new ProblemException(Problems.malformed(List.of(new FieldProblem(
                    IMAGES, photos.size() + " photos", texts.size() + ", one for each item of datas"))));
        }
        try (Admission.Place _ = admission.batch()) {
            TaskModel model = models.champion(PropertyFactsReader.TASK);
            List<Outcome> outcomes = new ArrayList<>();
            for (int from = 0; from < texts.size(); from += CHUNK) {
                int to = Math.min(texts.size(), from + CHUNK);
                outcomes.addAll(part(model, texts, photos, from, to));
            }
            return answer(outcomes);
        }
    }

    private List<Outcome> part(TaskModel model, List<String> texts, List<FileUpload> photos, int from, int to) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        for (int i = from; i < to; i++) {
            int index = i;
            Item item = named(
                    index,
                    () -> facts.read(
                            model,
                            EarlierItems.one(texts.get(index), "item"),
                            Uploads.bytes(uploads.photo(photos.get(index)))));
            items.add(item);
            bytes += item.size();
            if (i == to - 1 || bytes >= config.batch().chunkBytes().asLongValue()) {
                int first = i - items.size() + 1;
                List<Outcome> predicted =
                        predictor.predict(model, items, config.batch().deadline());
                for (int k = 0; k < predicted.size(); k++) {
                    Outcome outcome = predicted.get(k);
                    outcomes.add(named(first + k, outcome::orThrow));
                }
                items.clear();
                bytes = 0;
            }
        }
        return outcomes;
    }

    /** The earlier answer has no place for a single item's error: the whole call fails, naming the item. */
    private static <T> T named(int index, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            Problem p = e.problem();
            Problem named =
                    new Problem(p.type(), p.title(), p.status(), "datas[" + index + "]: " + p.detail(), p.fields());
            throw new ProblemException(named, e.retryAfter(), e);
        }
    }

    private static Answer answer(List<Outcome> outcomes) {
        List<Outcome.Answered> answered =
                outcomes.stream().map(Outcome::orThrow).toList();
        List<Prediction> predictions =
                answered.stream().map(Outcome.Answered::prediction).toList();
        return new Answer(EarlierLabels.message(predictions, answered.getFirst().model()));
    }
}
