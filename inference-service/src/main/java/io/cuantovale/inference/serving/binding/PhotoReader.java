package io.cuantovale.inference.serving.binding;

import io.cuantovale.contracts.model.ModelManifest.Feature;
import io.cuantovale.inference.serving.protocol.Datatype;
import io.cuantovale.inference.serving.protocol.InputTensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encoded photos, decoded later and elsewhere; an empty one is missing. In JSON they are Base64. */
final class PhotoReader extends FeatureReader {
    private final int height;
    private final int width;

    PhotoReader(Feature feature, GraphSpec graph) {
        super(feature, graph);
        if (feature.height() == null || feature.width() == null) {
            throw new UnsupportedContractException("feature " + feature.name() + ": height " + feature.height()
                    + ", width " + feature.width() + " (expected: both in pixels)");
        }
        height = feature.height();
        width = feature.width();
        if (target.datatype() != Datatype.UINT8 || !target.rowShape().equals(List.of(height, width, 3))) {
            throw new UnsupportedContractException(target.name() + ": " + target.datatype() + " " + target.shape(-1)
                    + " (expected: UINT8 [-1, " + height + ", " + width + ", 3])");
        }
    }

    @Override
    Datatype datatype() {
        return Datatype.BYTES;
    }

    @Override
    BoundRows.Input readRows(@Nullable InputTensor input, int rows, boolean[] present) {
        List<@Nullable ByteBuffer> photos = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            ByteBuffer photo = input == null ? null : encoded(input, row);
            present[row] = photo != null && photo.hasRemaining();
            requirePresent(row, present[row]);
            photos.add(present[row] ? photo : null);
        }
        return new BoundRows.Photos(feature.name(), photos, height, width);
    }

    private ByteBuffer encoded(InputTensor input, int row) {
        ByteBuffer bytes = ((InputTensor.Elements) input.content()).values().get(row);
        if (input.encoding() != InputTensor.Encoding.JSON) {
            return bytes;
        }
        try {
            return Base64.getDecoder().decode(bytes.duplicate());
        } catch (IllegalArgumentException e) {
            String head = StandardCharsets.UTF_8
                    .decode(bytes.slice(0, Math.min(16, bytes.remaining())))
                    .toString();
            throw refused(row, head + "...", "Base64 of a JPEG or PNG in JSON, or a binary tensor");
        }
    }
}
