package io.cuantovale.training.registry;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.AuditRecorded;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.messaging.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** Says who did what, and why, in the transaction that does it. */
@ApplicationScoped
public class Audit {
    private final Outbox outbox;
    private final Clock clock;

    public Audit(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @param action retrain, cancel, approve, reject, promote or rollback
     * @param subject what was acted on, for example {@code task:version}
     */
    public void record(Handle handle, Decider decider, String action, String subject, EventContext cause) {
        AuditRecorded event = new AuditRecorded(decider.by(), action, subject, decider.reason(), clock.instant());
        outbox.add(handle, Topic.AUDIT_RECORDED, decider.by(), event, EventContext.causedBy(cause));
    }
}
