package io.cuantovale.training.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** DuckDB in memory, also where DriverManager knows only the drivers of another class loader. */
final class Duck {
    private Duck() {}

    static Connection connect() throws SQLException {
        return new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    }
}
