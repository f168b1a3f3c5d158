package io.cuantovale.inference.rest;

import io.cuantovale.inference.config.InferenceConfig;
import io.cuantovale.inference.health.ModelsReady;
import io.cuantovale.inference.serving.InferenceServer;
import io.cuantovale.inference.serving.ModelMetadata;
import io.cuantovale.inference.serving.ServerInfo;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.InferRequest;
import io.cuantovale.inference.serving.protocol.InferResponse;
import io.cuantovale.inference.serving.protocol.ServingException;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.json.Json;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The Open Inference Protocol over HTTP. */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Open Inference Protocol v2")
public class OpenInferenceResource {
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final InferenceServer server;
    private final ModelsReady ready;
    private final ServerInfo info;
    private final JsonRequests requests;
    private final JsonResponses responses;

    OpenInferenceResource(InferenceServer server, ModelsReady ready, ServerInfo info, InferenceConfig config) {
        this.server = server;
        this.ready = ready;
        this.info = info;
        this.requests = new JsonRequests(Json.mapper(), config.maxJsonBytes().asLongValue());
        this.responses = new JsonResponses(Json.mapper());
    }

    @GET
    @Operation(summary = "Name, version and extensions of the server")
    public Map<String, Object> server() {
        return Map.of("name", info.name(), "version", info.version(), "extensions", info.extensions());
    }

    @GET
    @Path("/health/live")
    @Operation(summary = "Whether the server runs")
    public Map<String, Boolean> live() {
        return Map.of("live", true);
    }

    @GET
    @Path("/health/ready")
    @Operation(summary = "Whether the server has loaded what it should serve; 503 while not")
    public Response ready() {
        return ready(ready.isReady());
    }

    @GET
    @Path("/models/{model}")
    @Operation(summary = "Inputs, outputs and properties of a task's champion")
    public Map<String, Object> metadata(@PathParam("model") String model) {
        return metadata(model, "");
    }

    @GET
    @Path("/models/{model}/versions/{version}")
    @Operation(summary = "Inputs, outputs and properties of a loaded version")
    public Map<String, Object> metadata(@PathParam("model") String model, @PathParam("version") String version) {
        ModelMetadata metadata = server.metadata(model, version);
        return Map.of(
                "name", metadata.name(),
                "versions", metadata.versions(),
                "platform", metadata.platform(),
                "inputs", metadata.inputs(),
                "outputs", metadata.outputs(),
                "properties", metadata.properties());
    }

    @GET
    @Path("/models/{model}/ready")
    @Operation(summary = "Whether a task has a champion; 503 while not")
    public Response modelReady(@PathParam("model") String model) {
        return modelReady(model, "");
    }

    @GET
    @Path("/models/{model}/versions/{version}/ready")
    @Operation(summary = "Whether a version is loaded; 503 while not")
    public Response modelReady(@PathParam("model") String model, @PathParam("version") String version) {
        try {
            server.metadata(model, version);
            return ready(true);
        } catch (ServingException e) {
            if (e.code() == ErrorCode.UNKNOWN_MODEL) {
                throw e;
            }
            return ready(false);
        }
    }

    private static Response ready(boolean ready) {
        return Response.status(ready ? 200 : 503).entity(Map.of("ready", ready)).build();
    }

    @POST
    @Path("/models/{model}/infer")
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    @Operation(summary = "Predicts with a task's champion")
    public Response infer(
            @PathParam("model") String model, @HeaderParam(JSON_LENGTH) @Nullable Integer jsonLength, byte[] body) {
        return infer(model, "", jsonLength, body);
    }

    @POST
    @Path("/models/{model}/versions/{version}/infer")
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    @Operation(summary = "Predicts with a loaded version")
    public Response infer(
            @PathParam("model") String model,
            @PathParam("version") String version,
            @HeaderParam(JSON_LENGTH) @Nullable Integer jsonLength,
            byte[] body) {
        long received = System.nanoTime();
        JsonRequests.Parsed parsed = requests.read(body, jsonLength);
        InferRequest request = new InferRequest(
                model,
                version,
                parsed.id(),
                parsed.inputs(),
                parsed.outputs(),
                parsed.timeoutNanos() == 0 ? null : Long.valueOf(received + parsed.timeoutNanos()),
                Correlation.currentOrNew(),
                "rest");
        JsonResponses.Body answer = responses.write(join(request), parsed.binary());
        if (answer.jsonLength() < 0) {
            return Response.ok(answer.bytes(), MediaType.APPLICATION_JSON).build();
        }
        return Response.ok(answer.bytes(), MediaType.APPLICATION_OCTET_STREAM)
                .header(JSON_LENGTH, answer.jsonLength())
                .build();
    }

    private InferResponse join(InferRequest request) {
        try {
            return server.infer(request).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ServingException refused ? refused : e;
        }
    }
}
