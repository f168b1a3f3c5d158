package io.cuantovale.contracts.event;

import java.time.Instant;

/** Who did what, and why: crawl, retrain, approve, promote, override, delete. */
public record AuditRecorded(String actor, String action, String subject, String reason, Instant at) {}
