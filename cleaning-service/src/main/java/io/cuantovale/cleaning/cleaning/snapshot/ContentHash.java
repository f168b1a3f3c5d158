package io.cuantovale.cleaning.cleaning.snapshot;

import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.domain.Hashes;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * SHA-256 over schema and rows, apart from any file format: per column its name and type, then per row and column a
 * byte for presence and the value (text: length and UTF-8; DOUBLE: its bits; BIGINT: 8 bytes; TIMESTAMP: microseconds
 * since 1970), all big-endian, rows in the order of their listings.
 */
final class ContentHash {
    private ContentHash() {}

    static String of(Workbench workbench) throws SQLException {
        MessageDigest digest = Hashes.sha256();
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
            for (DatasetManifest.Column column : Columns.ALL) {
                text(out, column.name());
                text(out, column.type());
            }
            workbench.rows("select " + expressions() + " from dataset order by listing", row -> {
                write(out, row);
                return true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("content hash: cannot be computed", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String expressions() {
        return Columns.names().replace("scraped_at", "epoch_us(scraped_at)");
    }

    private static void write(DataOutputStream out, ResultSet row) throws SQLException {
        try {
            for (int i = 0; i < Columns.ALL.size(); i++) {
                Object value = row.getObject(i + 1);
                out.writeBoolean(value != null);
                switch (value) {
                    case null -> {}
                    case String string -> text(out, string);
                    case Double number -> out.writeLong(Double.doubleToLongBits(number));
                    case Long number -> out.writeLong(number);
                    default ->
                        throw new IllegalStateException(Columns.ALL.get(i).name() + ": " + value.getClass()
                                + " (expected: text, DOUBLE or BIGINT)");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("content hash: cannot be computed", e);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
