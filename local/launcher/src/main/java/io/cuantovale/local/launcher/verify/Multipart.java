package io.cuantovale.local.launcher.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A {@code multipart/form-data} body. */
final class Multipart {
    private static final String BOUNDARY = "cuantovale-7d1f0c5a9e";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** Adds a part that is text. */
    Multipart text(String name, String contentType, String text) {
        return part("name=\"" + name + "\"", contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a part that is a file. */
    Multipart file(String name, String fileName, String contentType, byte[] bytes) {
        return part("name=\"" + name + "\"; filename=\"" + fileName + "\"", contentType, bytes);
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return whole.toByteArray();
    }

    private Multipart part(String disposition, String contentType, byte[] bytes) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: "
                + contentType + "\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return this;
    }
}
