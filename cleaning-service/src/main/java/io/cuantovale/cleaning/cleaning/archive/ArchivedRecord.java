package io.cuantovale.cleaning.cleaning.archive;

import io.cuantovale.kit.json.Json;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * One line of a segment: a Kafka record as it stood.
 *
 * @param timestamp of the record, milliseconds since 1970
 * @param headers as text
 * @param value as text where it is UTF-8, else null
 * @param valueBase64 bytes that are no UTF-8 text
 */
public record ArchivedRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        @Nullable String key,
        Map<String, String> headers,
        @Nullable String value,
        byte @Nullable [] valueBase64) {

    static ArchivedRecord of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers()
                .forEach(h ->
                        headers.put(h.key(), h.value() == null ? "" : new String(h.value(), StandardCharsets.UTF_8)));
        byte[] bytes = record.value();
        String text = bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        boolean isText = text != null && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
        return new ArchivedRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                headers,
                isText ? text : null,
                isText ? null : bytes);
    }

    /** The record as a consumer saw it. */
    public ConsumerRecord<String, byte[]> asConsumed() {
        RecordHeaders recordHeaders = new RecordHeaders();
        headers.forEach((name, text) -> recordHeaders.add(name, text.getBytes(StandardCharsets.UTF_8)));
        byte[] bytes = value == null ? valueBase64 : value.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                bytes,
                recordHeaders,
                Optional.empty());
    }

    /** A segment's bytes: gzipped JSON, one record a line. */
    static byte[] segment(List<ArchivedRecord> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (ArchivedRecord record : records) {
                gzip.write(Json.mapper().writeValueAsBytes(record));
                gzip.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("segment: cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** The records of a segment, in their order. */
    public static List<ArchivedRecord> read(byte[] segment) {
        List<ArchivedRecord> records = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(segment)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records.add(Json.mapper().readValue(line, ArchivedRecord.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("segment: cannot be read (expected: gzipped JSON lines)", e);
        }
        return records;
    }
}
