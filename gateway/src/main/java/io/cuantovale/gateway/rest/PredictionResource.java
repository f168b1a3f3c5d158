package io.cuantovale.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.gateway.predictions.Admission;
import io.cuantovale.gateway.predictions.FactsReader;
import io.cuantovale.gateway.predictions.Item;
import io.cuantovale.gateway.predictions.Models;
import io.cuantovale.gateway.predictions.Prediction;
import io.cuantovale.gateway.predictions.Predictor;
import io.cuantovale.gateway.predictions.TaskModel;
import io.cuantovale.kit.json.Json;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.Problem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** One prediction at a time. */
@Path("/v1")
@Tag(name = "predictions")
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@APIResponse(
        responseCode = "200",
        description = "The prediction",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Prediction.class),
                        examples = @ExampleObject(name = "prediction", value = Examples.PREDICTION)))
@APIResponse(
        responseCode = "422",
        description = "A fact is outside its limits, or the photo is damaged",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class),
                        examples = @ExampleObject(name = "outside limits", value = Examples.PROBLEM)))
@APIResponse(responseCode = "400", description = "The request cannot be read")
@APIResponse(responseCode = "413", description = "Body or photo too large")
@APIResponse(responseCode = "415", description = "The photo is no JPEG or PNG")
@APIResponse(responseCode = "503", description = "No model yet, no replica, or too much to do: see Retry-After")
public class PredictionResource {
    private static final String LISTING = "listing";
    private static final String EXPECTED = "a JSON object with the facts";
    private static final ObjectReader READER =
            Json.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Models models;
    private final FactsReader facts;
    private final Predictor predictor;
    private final Admission admission;
    private final Uploads uploads;
    private final GatewayConfig config;

    PredictionResource(
            Models models,
            FactsReader facts,
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

    @POST
    @Path("/predictions")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = Forms.Single.class)))
    @Operation(
            operationId = "predict",
            summary = "Estimate the asking price of one property",
            description = "Facts as JSON in the part listing, and if wanted a JPEG or PNG in the part photo."
                    + " Counts above 4 mean \"4 or more\". An asking-price estimate, never an appraisal.")
    public Prediction predict(
            @RestForm(LISTING) @Nullable String listing, @RestForm(FileUpload.ALL) List<FileUpload> files) {
        return fromForm(config.defaultTask(), listing, files);
    }

    @POST
    @Path("/predictions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "predictWithoutPhoto",
            summary = "Estimate the asking price of one property, without photo")
    public Prediction predict(
            @RequestBody(content = @Content(examples = @ExampleObject(name = "listing", value = Examples.LISTING)))
                    String body) {
        return predicted(config.defaultTask(), body, null);
    }

    @POST
    @Path("/tasks/{task}/predictions")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = Forms.Single.class)))
    @Operation(operationId = "predictTask", summary = "One prediction of any task that is being served")
    public Prediction predictTask(
            @RestPath String task,
            @RestForm(LISTING) @Nullable String listing,
            @RestForm(FileUpload.ALL) List<FileUpload> files) {
        return fromForm(task, listing, files);
    }

    @POST
    @Path("/tasks/{task}/predictions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "predictTaskWithoutPhoto", summary = "One prediction of any task, facts only")
    public Prediction predictTask(@RestPath String task, String body) {
        return predicted(task, body, null);
    }

    private Prediction fromForm(String task, @Nullable String listing, List<FileUpload> files) {
        return predicted(task, uploads.text(listing, files, LISTING, EXPECTED), uploads.photo(files, "photo"));
    }

    private Prediction predicted(String task, String listing, byte @Nullable [] photo) {
        try (Admission.Place _ = admission.single()) {
            TaskModel model = models.champion(task);
            Item item = facts.read(model, parse(listing), photo);
            return predictor
                    .predict(model, List.of(item), config.inference().deadline())
                    .getFirst()
                    .orThrow()
                    .prediction();
        }
    }

    private static JsonNode parse(String json) {
        try {
            JsonNode node = READER.readTree(json);
            if (node.isMissingNode()) {
                throw new ProblemException(Problems.malformed(List.of(new FieldProblem(LISTING, null, EXPECTED))));
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new ProblemException(Problems.malformed("listing is not JSON: " + e.getOriginalMessage()), null, e);
        }
    }
}
