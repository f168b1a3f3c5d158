package io.cuantovale.inference.serving.protocol;

import io.cuantovale.inference.serving.protocol.InputTensor.Content;
import io.cuantovale.inference.serving.protocol.InputTensor.Elements;
import io.cuantovale.inference.serving.protocol.InputTensor.Packed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Raw tensor bytes: numbers little-endian; each BYTES element behind its length, four bytes little-endian. */
public final class RawBytes {
    private RawBytes() {}

    /**
     * The content in raw bytes, without copying.
     *
     * @throws ServingException BAD_INPUT where a length points beyond the end
     */
    public static Content read(String name, Datatype datatype, ByteBuffer raw) {
        ByteBuffer bytes = raw.slice().order(ByteOrder.LITTLE_ENDIAN);
        return datatype == Datatype.BYTES ? new Elements(elements(name, bytes)) : new Packed(bytes);
    }

    private static List<ByteBuffer> elements(String name, ByteBuffer bytes) {
        List<ByteBuffer> values = new ArrayList<>();
        int at = 0;
        while (at < bytes.limit()) {
            int length = bytes.limit() - at >= 4 ? bytes.getInt(at) : -1;
            if (length < 0 || length > bytes.limit() - at - 4) {
                throw ServingException.badInput(name + ": element " + values.size() + " of BYTES ends at byte "
                        + bytes.limit() + " (expected: a four-byte length, then so many bytes)");
            }
            values.add(bytes.slice(at + 4, length));
            at += 4 + length;
        }
        return values;
    }
}
