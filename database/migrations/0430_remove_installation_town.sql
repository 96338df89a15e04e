-- The town's name is its division's: lists may come in before a plan or the first start names it.
alter table installation drop column town;
