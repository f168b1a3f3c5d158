package io.cuantovale.training.registry;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cuantovale.training.gate.GateDecision;
import io.cuantovale.training.runs.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Models as stored; {@link ModelRegistry} changes them. */
@ApplicationScoped
public class ModelStore {
    private static final TypeReference<Map<String, Map<String, Double>>> METRICS = new TypeReference<>() {};
    private static final TypeReference<GateDecision> DECISION = new TypeReference<>() {};
    private static final String SELECT = """
            select m.*,
                (select count(*) from aliases a where a.task = m.task and a.version = m.version
                    and a.alias = 'champion') as is_champion,
                (select count(*) from aliases a where a.task = m.task and a.version = m.version
                    and a.alias = 'challenger') as is_challenger
            from models m
            """;

    private final Jdbi jdbi;

    public ModelStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<Model> find(String task, String version) {
        return jdbi.withHandle(handle -> find(handle, task, version));
    }

    Optional<Model> find(Handle handle, String task, String version) {
        return handle.createQuery(SELECT + " where m.task = :task and m.version = :version")
                .bind("task", task)
                .bind("version", version)
                .map((row, context) -> model(row))
                .findOne();
    }

    /** The model that a run has made, if it has got that far. */
    public Optional<Model> ofRun(String runId) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where m.run_id = :run")
                .bind("run", runId)
                .map((row, context) -> model(row))
                .findOne());
    }

    /** The model that an alias points to. */
    public Optional<Model> aliased(String task, Alias alias) {
        return jdbi.withHandle(handle -> aliased(handle, task, alias));
    }

    public Optional<Model> aliased(Handle handle, String task, Alias alias) {
        return handle.createQuery(SELECT + """
                         join aliases x on x.task = m.task and x.version = m.version
                         where m.task = :task and x.alias = :alias
                        """)
                .bind("task", task)
                .bind("alias", alias.code())
                .map((row, context) -> model(row))
                .findOne();
    }

    /** Whether a model of the task waits for a person. */
    public boolean awaitsApproval(Handle handle, String task) {
        return handle.createQuery("""
                                select count(*) from models where task = :task and state = 'awaiting_approval'
                                """).bind("task", task).mapTo(Long.class).one() > 0;
    }

    /** All champions. */
    public List<Model> champions() {
        return list(null).stream()
                .filter(model -> model.aliases().contains(Alias.CHAMPION.code()))
                .toList();
    }

    /** Newest version first; of all tasks where {@code task} is null. */
    public List<Model> list(@Nullable String task) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                         where (cast(:task as varchar(100)) is null or m.task = :task)
                         order by m.task, m.version desc
                        """)
                .bind("task", task)
                .map((row, context) -> model(row))
                .list());
    }

    private static Model model(ResultSet row) throws SQLException {
        List<String> aliases = new ArrayList<>();
        for (Alias alias : Alias.values()) {
            if (row.getLong("is_" + alias.code()) > 0) {
                aliases.add(alias.code());
            }
        }
        return new Model(
                row.getString("task"),
                row.getString("version"),
                row.getString("run_id"),
                row.getString("dataset_version"),
                row.getString("object_key"),
                row.getString("manifest_sha256"),
                Rows.json(row, "metrics", METRICS),
                Rows.instant(row, "published_at"),
                ModelState.of(row.getString("state")),
                aliases,
                Rows.jsonOrNull(row, "decision", DECISION),
                row.getString("decided_by"),
                row.getString("decision_reason"),
                Rows.instantOrNull(row, "decided_at"));
    }
}
