-- Amounts counted so far, by name: scraped, cleaned, rejected, dead_lettered, changed, rejected:<reason>.
create table tally (
    name varchar(200) primary key,
    amount bigint not null
);

-- Up to where each reader has read each partition; moved in the transaction that counts what was read.
create table topic_position (
    reader varchar(50) not null,
    topic varchar(200) not null,
    partition_id integer not null,
    next_offset bigint not null,
    primary key (reader, topic, partition_id)
);

-- What is known of each cleaned listing, to tell new and changed ones from repeats.
create table known_listing (
    listing varchar(500) primary key,
    fingerprint varchar(120) not null
);

create table snapshot (
    task varchar(100) not null,
    sequence bigint not null,
    version varchar(50) not null,
    content_hash varchar(64) not null,
    row_count bigint not null,
    rows_with_photo bigint not null,
    new_rows bigint not null,
    reason varchar(50) not null,
    created_at timestamp with time zone not null,
    announced boolean not null,
    primary key (task, sequence),
    unique (task, version)
);

-- Which replica keeps the ledger, the archive and the automatic snapshots.
create table lease (
    name varchar(50) primary key,
    holder varchar(200) not null,
    until_ms bigint not null
);
