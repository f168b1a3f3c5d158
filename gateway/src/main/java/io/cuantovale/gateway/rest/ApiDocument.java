package io.cuantovale.gateway.rest;

import io.cuantovale.kit.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the API's documentation: errors of every call are problem documents, and forms are what {@link Forms} says
 * (the generator adds the parts as the code reads them).
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {
    private static final String FORM = "multipart/form-data";

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() != null && operation.getResponses().getDefaultValue() == null) {
            operation.getResponses().setDefaultValue(problem());
        }
        MediaType form = operation.getRequestBody() == null
                ? null
                : operation.getRequestBody().getContent().getMediaType(FORM);
        if (form != null && form.getSchema().getRef() != null) {
            form.setSchema(OASFactory.createSchema().ref(form.getSchema().getRef()));
        }
        return operation;
    }

    private static APIResponse problem() {
        Schema field = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("name", text("as in the request"))
                .addProperty("value", OASFactory.createSchema().description("as given, left out where missing"))
                .addProperty("expected", text("what would have been taken"));
        Schema schema = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .required(List.of("type", "title", "status"))
                .addProperty("type", text("urn:cuantovale:problem: and a code"))
                .addProperty("title", text("the code in words"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("what happened this time"))
                .addProperty(
                        "fields",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(field));
        return OASFactory.createAPIResponse()
                .description("Problem details (RFC 9457)")
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType().schema(schema).example(Examples.PROBLEM)));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
