package io.cuantovale.gateway.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The multipart forms as the API's documentation shows them; the calls read the parts themselves. */
final class Forms {
    private Forms() {}

    /** One item. */
    @Schema(name = "PredictionForm", requiredProperties = "listing")
    record Single(
            @Schema(description = "The facts, as JSON", type = SchemaType.STRING, examples = Examples.LISTING)
            String listing,

            @Schema(description = "A JPEG or PNG; may be left out", type = SchemaType.STRING, format = "binary")
            @Nullable
            String photo) {}

    /** Many items. */
    @Schema(name = "BatchForm", requiredProperties = "listings")
    record Batch(
            @Schema(
                    description = "A line of JSON per item; its photo names one of the files in photos",
                    type = SchemaType.STRING,
                    examples = Examples.BATCH)
            String listings,

            @Schema(description = "The photos, by their file names")
            List<BinaryFile> photos) {}

    /** A table. */
    @Schema(name = "JobForm", requiredProperties = "listings")
    record Table(
            @Schema(description = "A CSV file with a header", type = SchemaType.STRING, format = "binary")
            String listings,

            @Schema(description = "The photos, by their file names")
            List<BinaryFile> photos) {}

    /** One item of the earlier interface. */
    @Schema(
            name = "EarlierForm",
            requiredProperties = {"data", "image_file"})
    record Earlier(
            @Schema(
                    description = "area;rooms;bathrooms;building type;department;location",
                    examples = "120;4;1;Apartamento;Montevideo;Pocitos")
            String data,

            @Schema(name = "image_file", description = "A photo", type = SchemaType.STRING, format = "binary")
            String imageFile) {}

    /** Several items of the earlier interface. */
    @Schema(
            name = "EarlierBatchForm",
            requiredProperties = {"datas", "images_files"})
    record EarlierBatch(
            @Schema(
                    description = "Items joined by commas",
                    examples = "120;4;1;Apartamento;Montevideo;Pocitos,460;5;5;Casa;Salto;Salto")
            String datas,

            @Schema(name = "images_files", description = "As many photos, in the same order")
            List<BinaryFile> imagesFiles) {}

    /** A file in a form. */
    @Schema(type = SchemaType.STRING, format = "binary")
    interface BinaryFile {}
}
