package io.cuantovale.training.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.cuantovale.kit.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Columns to values: instants and JSON as this service stores them, alike on H2 and PostgreSQL. */
public final class Rows {
    private Rows() {}

    /** A column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A column that may be null. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** A number that may be null. */
    public static @Nullable Double doubleOrNull(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    /** A JSON column that is never null. */
    public static <T> T json(ResultSet row, String column, TypeReference<T> type) throws SQLException {
        try {
            return Json.mapper().readValue(row.getString(column), type);
        } catch (JsonProcessingException e) {
            throw new SQLException(column + ": no JSON of the expected shape", e);
        }
    }

    /** A JSON column that may be null. */
    public static <T> @Nullable T jsonOrNull(ResultSet row, String column, TypeReference<T> type) throws SQLException {
        return row.getString(column) == null ? null : json(row, column, type);
    }

    /** A value as the JSON that is stored. */
    public static String toJson(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "value: " + value.getClass() + " (expected: something that JSON can say)", e);
        }
    }
}
