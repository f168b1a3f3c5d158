package io.cuantovale.gateway.rest;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.gateway.predictions.Admission;
import io.cuantovale.gateway.predictions.FactsReader;
import io.cuantovale.gateway.predictions.Models;
import io.cuantovale.gateway.predictions.TaskModel;
import io.cuantovale.gateway.predictions.batch.BatchLine;
import io.cuantovale.gateway.predictions.batch.BatchRunner;
import io.cuantovale.gateway.predictions.batch.NdjsonSource;
import io.cuantovale.gateway.predictions.batch.NdjsonSource.Photos;
import io.cuantovale.gateway.predictions.batch.PhotoFile;
import io.cuantovale.kit.json.Json;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Many predictions in one call. */
@Path("/v1/predictions/batch")
@Tag(name = "predictions")
@RunOnVirtualThread
@Produces(BatchResource.NDJSON)
@APIResponse(
        responseCode = "200",
        description = "One line per item, in input order, and a last line with done",
        content =
                @Content(
                        mediaType = BatchResource.NDJSON,
                        examples = @ExampleObject(name = "answer", value = Examples.BATCH_ANSWER)))
public class BatchResource {
    /** Lines of JSON. */
    static final String NDJSON = "application/x-ndjson";

    private static final Logger LOG = Logger.getLogger(BatchResource.class);
    private static final String LISTINGS = "listings";
    private static final String PHOTOS = "photos";
    private static final ObjectWriter WRITER = Json.mapper().writer();

    private final Models models;
    private final FactsReader facts;
    private final BatchRunner runner;
    private final Admission admission;
    private final Uploads uploads;
    private final GatewayConfig config;

    BatchResource(
            Models models,
            FactsReader facts,
            BatchRunner runner,
            Admission admission,
            Uploads uploads,
            GatewayConfig config) {
        this.models = models;
        this.facts = facts;
        this.runner = runner;
        this.admission = admission;
        this.uploads = uploads;
        this.config = config;
    }

    @POST
    @Consumes({NDJSON, "application/jsonl", "application/ndjson"})
    @Operation(
            operationId = "predictBatch",
            summary = "Estimate many properties, line by line",
            description = "A line per property: its facts, and if wanted id and photo_base64. Answers stream back while"
                    + " later lines are still being sent. A bad item is an error line, never a failed batch; an answer"
                    + " without its last line was cut.")
    public StreamingOutput predict(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = NDJSON,
                                            examples = @ExampleObject(name = "items", value = Examples.BATCH)))
                    InputStream body) {
        return answer(body, Photos.none());
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = Forms.Batch.class)))
    @Operation(
            operationId = "predictBatchWithPhotos",
            summary = "Estimate many properties with their photos",
            description = "The part listings holds a line of JSON per property, whose photo names one of the files in"
                    + " the parts photos.")
    public StreamingOutput predict(
            @RestForm(LISTINGS) @Nullable String listings, @RestForm(FileUpload.ALL) List<FileUpload> files) {
        String text = uploads.text(listings, files, LISTINGS, "a line of JSON per item");
        Map<String, PhotoFile> photos = new HashMap<>();
        for (FileUpload part : uploads.parts(files, PHOTOS)) {
            if (photos.put(part.fileName(), uploads.photo(part)) != null) {
                throw new ProblemException(Problems.malformed(
                        List.of(new FieldProblem(PHOTOS, part.fileName(), "every file name only once"))));
            }
        }
        return answer(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Photos.of(photos));
    }

    private StreamingOutput answer(InputStream body, Photos photos) {
        Admission.Place place = admission.batch();
        try {
            TaskModel model = models.champion(config.defaultTask());
            NdjsonSource source =
                    new NdjsonSource(body, config.limits().line().asBigInteger().intValueExact(), model, facts, photos);
            return out -> {
                try (place) {
                    runner.run(model, source, lines -> write(out, lines));
                } catch (IOException e) {
                    LOG.debug("The caller of a batch went away", e);
                    throw e;
                }
            };
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private static void write(OutputStream out, List<BatchLine> lines) throws IOException {
        for (BatchLine line : lines) {
            out.write(WRITER.writeValueAsBytes(line));
            out.write('\n');
        }
        out.flush();
    }
}
