package io.cuantovale.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SQL that services use must mean the same on both databases. */
abstract class StateContract {
    private static final OffsetDateTime AT = OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 678_000_000, ZoneOffset.UTC);

    record Thing(String id, long amount, Double ratio, String note, boolean done, OffsetDateTime at) {}

    @Inject
    StateDatabase state;

    abstract StateConfig.Kind kind();

    @BeforeEach
    void empty() {
        state.jdbi().useHandle(h -> h.execute("delete from thing"));
    }

    private int insert(String id, long amount) {
        return state.jdbi()
                .withHandle(h -> h.createUpdate(
                                "insert into thing (id, amount, ratio, note, at) values (:id, :amount, :ratio, :note, :at)"
                                        + " on conflict do nothing")
                        .bind("id", id)
                        .bind("amount", amount)
                        .bind("ratio", (Double) null)
                        .bind("note", "áé " + id)
                        .bind("at", AT)
                        .execute());
    }

    private List<Thing> all() {
        return state.jdbi()
                .withHandle(h -> h.createQuery("select * from thing order by amount desc")
                        .map((rs, ctx) -> new Thing(
                                rs.getString("id"),
                                rs.getLong("amount"),
                                rs.getObject("ratio", Double.class),
                                rs.getString("note"),
                                rs.getBoolean("done"),
                                rs.getObject("at", OffsetDateTime.class)))
                        .list());
    }

    @Test
    void theConfiguredDatabaseIsTheOneInUse() throws Exception {
        assertThat(state.kind()).isEqualTo(kind());
        String product =
                state.jdbi().withHandle(h -> h.getConnection().getMetaData().getDatabaseProductName());
        assertThat(product).isEqualToIgnoringCase(kind().name());
    }

    @Test
    void migrationsHaveRunAndRowsComeBackAsTheyWere() {
        insert("a", 1);
        insert("b", 2);
        assertThat(all()).extracting(Thing::id).containsExactly("b", "a");
        Thing a = all().getLast();
        assertThat(a.ratio()).isNull();
        assertThat(a.note()).isEqualTo("áé a");
        assertThat(a.at().toInstant()).isEqualTo(AT.toInstant());
    }

    @Test
    void anIdempotentInsertKeepsTheFirstRow() {
        assertThat(insert("same", 1)).isEqualTo(1);
        assertThat(insert("same", 2)).isZero();
        assertThat(all()).singleElement().extracting(Thing::amount).isEqualTo(1L);
    }

    @Test
    void aFailedTransactionLeavesNothing() {
        assertThatThrownBy(() -> state.jdbi().useTransaction(h -> {
                    h.execute("insert into thing (id, amount, at) values ('t', 1, current_timestamp)");
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(all()).isEmpty();
    }

    @Test
    void onlyOneOfTwoClaimsARow() {
        insert("claim", 1);
        String claim = "update thing set done = true where id = 'claim' and done = false";
        assertThat(state.jdbi().<Integer, RuntimeException>withHandle(h -> h.execute(claim)))
                .isEqualTo(1);
        assertThat(state.jdbi().<Integer, RuntimeException>withHandle(h -> h.execute(claim)))
                .isZero();
    }
}
