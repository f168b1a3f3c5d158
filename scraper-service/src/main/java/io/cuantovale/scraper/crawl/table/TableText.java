package io.cuantovale.scraper.crawl.table;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file as text: UTF-8, UTF-16 with a byte order mark, and what is neither as Windows-1252. */
final class TableText {
    private static final Charset FALLBACK = Charset.forName("windows-1252");
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int LONGEST_HEADER = 1 << 16;

    private final Path file;
    private final Charset charset;

    TableText(Path file) throws IOException {
        this.file = file;
        this.charset = charset(file);
    }

    /** The text without its byte order mark, from the beginning. */
    BufferedReader open() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset), 1 << 16);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** @throws UnreadableTableException if every line is blank */
    String firstLine() throws IOException {
        try (BufferedReader reader = open()) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (!line.isBlank()) {
                    return line.length() > LONGEST_HEADER ? line.substring(0, LONGEST_HEADER) : line;
                }
            }
        }
        throw new UnreadableTableException(file + ": empty (expected: a header and lines)");
    }

    private static Charset charset(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int a = in.read();
            int b = in.read();
            if ((a == 0xff && b == 0xfe) || (a == 0xfe && b == 0xff)) {
                return a == 0xff ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            }
        }
        var strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), strict)) {
            reader.transferTo(Writer.nullWriter());
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException _) {
            return FALLBACK;
        }
    }
}
